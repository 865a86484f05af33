using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Core.Errors;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Access;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Cli.Keys;

/// <summary>Chooses where the keys are by the command line: a running server, or the database of a data folder. A further kind of store is one more case here.</summary>
internal static class KeyBooks
{
    /// <summary>The options by which it is chosen.</summary>
    public static IReadOnlyList<Option> Options { get; } = [ServerChoice.Server, ServerChoice.Key, ServerSettings.Config, ServerSettings.Data, ServerSettings.Set];

    /// <summary>Opens it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mayBeNew">Whether a database is made where there is none.</param>
    /// <exception cref="CommandException">It cannot be opened.</exception>
    public static IKeyBook Open(ParseResult parsed, bool mayBeNew)
    {
        if (parsed.GetValue(ServerChoice.Server) is { } server)
            return new ServerKeyBook(new AtomicApi(server, ServerChoice.KeyOf(parsed)));
        var folder = ServerSettings.DataFolder(parsed);
        if (!mayBeNew && !File.Exists(Path.Combine(folder, ServerOptions.DatabaseFile)))
            throw new CommandException(ExitCode.DatabaseUnavailable, $"There is no database in '{folder}'; check --data, or name a running server with --server.");
        var database = OpenDatabase(ServerOptions.Read(ServerSettings.ReadConfiguration(parsed), folder).Database);
        return new StoreKeyBook(new SqliteApiKeyStore(database), new DurabilityBarrier(database), database);
    }

    private static AtomicDatabase OpenDatabase(AtomicDatabaseOptions options)
    {
        try
        {
            return AtomicDatabase.Open(options, StoreServices.Schemas);
        }
        catch (AtomicException failure) when (failure.Code == ErrorCodes.DatabaseLocked)
        {
            throw new CommandException(
                ExitCode.DatabaseUnavailable, $"{failure.Message} Or let the server that has it do the work: name it with --server URL, and give a key with the scope admin if it asks for one.", failure);
        }
    }
}
