using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Recordings;
using Atomic.Providers.Configuration;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>Who does the work of a run: a running server, a server of this process, or a recording brought to life.</summary>
internal sealed class RunServer : IAsyncDisposable
{
    private readonly IAsyncDisposable _behind;

    private RunServer(AtomicApi api, IAsyncDisposable behind) => (Api, _behind) = (api, behind);

    /// <summary>The client.</summary>
    public AtomicApi Api { get; }

    /// <summary>Starts, or connects to, what the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="recording">The recording; null: none.</param>
    /// <param name="context">The command.</param>
    /// <exception cref="CommandException">It cannot.</exception>
    public static async Task<RunServer> StartAsync(ParseResult parsed, Recording? recording, CommandContext context)
    {
        if (parsed.GetValue(ServerChoice.Key) is not null && parsed.GetValue(ServerChoice.Server) is null)
            throw new CommandException(ExitCode.BadInput, "--key is for a running server; name it with --server, or leave out --key.");
        if (recording is not null)
        {
            var house = await RecordedHouse.StartAsync(recording, HouseOptions(parsed, recording, context), context.Stopping);
            return new RunServer(house.Api, house);
        }

        if (parsed.GetValue(ServerChoice.Server) is { } server)
        {
            var running = ServerConnection.To(server, ServerChoice.KeyOf(parsed));
            return new RunServer(running.Api, running);
        }

        var configuration = ServerSettings.ReadConfiguration(parsed);
        if (MarketOptionsReader.Read(configuration, Environment.GetEnvironmentVariable).Bidders.Count == 0)
            throw new CommandException(ExitCode.BadInput, MarketSample.Advice);
        var own = ServerConnection.Own(await LocalServer.StartAsync(
            new LocalServerOptions
            {
                Configuration = configuration,
                DataFolder = ServerSettings.DataFolder(parsed),
                Listen = ListenAddresses.AnyFree,
                Verbose = context.Output.Verbose,
            },
            context.Stopping));
        return new RunServer(own.Api, own);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _behind.DisposeAsync();

    private static RecordedHouseOptions HouseOptions(ParseResult parsed, Recording recording, CommandContext context)
    {
        if (parsed.GetValue(ServerChoice.Server) is not null)
            throw new CommandException(ExitCode.BadInput, "--recording starts a server of its own; leave out --server.");
        var settings = parsed.GetValue(ServerSettings.Set) ?? [];
        var config = parsed.GetValue(ServerSettings.Config);
        return new RecordedHouseOptions
        {
            WithSpecialist = recording.Tasks.Any(static task => task.Label is not null),
            Settings = ServerConfiguration.Read(config, settings, orDefaultFile: false),
            DataFolder = parsed.GetResult(ServerSettings.Data) is { Implicit: false } ? ServerSettings.DataFolder(parsed) : null,
            Verbose = context.Output.Verbose,
        };
    }
}
