using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Core.Errors;
using Atomic.Hosting;
using Atomic.InProcess;
using Atomic.Storage.Azure;
using Atomic.Storage.Azure.ApiKeys;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Access;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Cli.Keys;

/// <summary>Chooses where the keys are by the command line: a running server, the storage account of an app on Azure Functions, or the database of a data folder.</summary>
internal static class KeyBooks
{
    // A flag: a connection string on the command line could be read by everyone on the machine.
    private static readonly Option<bool> Storage = new("--storage")
    {
        Description = "The keys of an app on Azure Functions, in the storage account that Atomic:Storage names (Atomic__Storage__AccountName or Atomic__Storage__ConnectionString in the environment).",
    };

    /// <summary>The options by which it is chosen.</summary>
    public static IReadOnlyList<Option> Options { get; } = [ServerChoice.Server, ServerChoice.Key, Storage, ServerSettings.Config, ServerSettings.Data, ServerSettings.Set];

    /// <summary>Opens it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mayBeNew">Whether a database is made where there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">It cannot be opened.</exception>
    public static async Task<IKeyBook> OpenAsync(ParseResult parsed, bool mayBeNew, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Storage))
            return await OpenStorageAsync(parsed, cancellationToken);
        if (parsed.GetValue(ServerChoice.Server) is { } server)
            return new ServerKeyBook(new AtomicApi(server, ServerChoice.KeyOf(parsed)));
        var folder = ServerSettings.DataFolder(parsed);
        if (!mayBeNew && !File.Exists(Path.Combine(folder, LocalHouseOptions.DatabaseFile)))
            throw new CommandException(ExitCode.DatabaseUnavailable, $"There is no database in '{folder}'; check --data, or name a running server with --server.");
        var database = OpenDatabase(ServerOptions.Read(ServerSettings.ReadConfiguration(parsed), folder).Local.Database);
        return new StoreKeyBook(new SqliteApiKeyStore(database), new DurabilityBarrier(database), database);
    }

    private static async Task<IKeyBook> OpenStorageAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(ServerChoice.Server) is not null)
            throw new CommandException(ExitCode.BadInput, "--server and --storage name two places for keys; give one of them.");
        var options = ServerSettings.ReadConfiguration(parsed).BindStrictly<AzureStorageOptions>(AzureStorageOptions.Section);
        try
        {
            var store = await AzureApiKeys.OpenAsync(new AzureStorageConnection(options), NullLogger.Instance, cancellationToken);
            return new StoreKeyBook(store, new AzureDurabilityBarrier(), behind: null);
        }
        catch (AtomicException failure) when (failure.Code == ErrorCodes.StorageUnavailable)
        {
            throw new CommandException(ExitCode.DatabaseUnavailable, failure.Message, failure);
        }
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
