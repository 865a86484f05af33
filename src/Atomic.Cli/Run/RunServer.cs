using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Cli.Recordings;
using Atomic.Providers.Configuration;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>Who does the work of a run: a running server, a server of this process, or a recording brought to life.</summary>
internal sealed class RunServer : IAsyncDisposable
{
    // An answer is shown ahead of its settlement, and a judge that is asked about it may be a model.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly IAsyncDisposable _behind;
    private readonly LocalServer? _kept;

    private RunServer(AtomicApi api, IAsyncDisposable behind, LocalServer? kept) => (Api, _behind, _kept) = (api, behind, kept);

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
            return new RunServer(house.Api, house, house.IsTemporary ? null : house.Server);
        }

        if (parsed.GetValue(ServerChoice.Server) is { } server)
        {
            var running = ServerConnection.To(server, ServerChoice.KeyOf(parsed));
            return new RunServer(running.Api, running, null);
        }

        var configuration = ServerSettings.ReadConfiguration(parsed);
        if (MarketOptionsReader.Read(configuration, Environment.GetEnvironmentVariable).Bidders.Count == 0)
            throw new CommandException(ExitCode.BadInput, MarketSample.Advice);
        var local = await LocalServer.StartAsync(
            new LocalServerOptions
            {
                Configuration = configuration,
                DataFolder = ServerSettings.DataFolder(parsed),
                Listen = ListenAddresses.AnyFree,
                Verbose = context.Output.Verbose,
            },
            context.Stopping);
        var own = ServerConnection.Own(local);
        return new RunServer(own.Api, own, local);
    }

    /// <summary>
    /// Lets what follows the answers end where this process does it and what it leaves can be read later: settlements, and the verdicts of verifiers and judges. What takes
    /// too long goes on with the next server on the same data.
    /// </summary>
    /// <param name="context">The command, told of what has not ended.</param>
    public async Task SettleAsync(CommandContext context)
    {
        if (_kept is not null && await _kept.WhenAllEndedAsync(LongestEnd, context.Stopping) is > 0 and var left)
            context.Output.Note($"{Figures.Count(left)} microtasks are not settled or judged yet; that goes on with the next server on the same data.");
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
