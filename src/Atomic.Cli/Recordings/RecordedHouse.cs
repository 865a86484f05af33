using Atomic.Cli.Api;
using Atomic.Cli.Composition;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Recordings;

/// <summary>A recording brought to life: its models behind replay servers, and a whole Atomic server whose market they are, all reached over HTTP.</summary>
internal sealed class RecordedHouse : IAsyncDisposable
{
    private readonly List<ReplayServer> _replays;
    private readonly TemporaryFolder? _temporary;

    private RecordedHouse(List<ReplayServer> replays, LocalServer server, TemporaryFolder? temporary)
    {
        (_replays, Server, _temporary) = (replays, server, temporary);
        Api = new AtomicApi(server.Urls[0], server.CreateOwnKey());
    }

    /// <summary>The Atomic server.</summary>
    public LocalServer Server { get; }

    /// <summary>Whether all that it keeps goes with it.</summary>
    public bool IsTemporary => _temporary is not null;

    /// <summary>A client of it.</summary>
    public AtomicApi Api { get; }

    /// <summary>Starts everything; it takes microtasks when the task ends.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RecordedHouse> StartAsync(Recording recording, RecordedHouseOptions options, CancellationToken cancellationToken)
    {
        var replays = new List<ReplayServer>();
        var temporary = options.DataFolder is null ? new TemporaryFolder() : null;
        try
        {
            var places = await StartReplaysAsync(recording, options, replays, cancellationToken);
            var settings = RecordedMarketSettings.Of(places, recording);
            settings["Atomic:Market:Specialists:Enabled"] = options.WithSpecialist ? "true" : "false";
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings);
            if (options.Settings is not null)
                configuration.AddConfiguration(options.Settings);
            var server = await LocalServer.StartAsync(
                new LocalServerOptions
                {
                    Configuration = configuration.Build(),
                    DataFolder = options.DataFolder ?? temporary!.Path,
                    Listen = options.Listen,
                    Environment = options.Environment,
                    Verbose = options.Verbose,
                },
                cancellationToken);
            return new RecordedHouse(replays, server, temporary);
        }
        catch
        {
            await EndAsync(replays, temporary);
            throw;
        }
    }

    /// <summary>Stops everything at once and deletes what was temporary.</summary>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        await EndAsync(_replays, _temporary);
    }

    private static async Task<Dictionary<string, Uri>> StartReplaysAsync(
        Recording recording, RecordedHouseOptions options, List<ReplayServer> replays, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var model in recording.Market.Models.Keys)
        {
            // Every server knows the whole recording; the market asks each of them for its own model only.
            if (options.OneServerPerModel || replays.Count == 0)
                replays.Add(await ReplayServer.StartAsync(new ReplayServerOptions { Recording = recording, UseRecordedLatency = true }, cancellationToken));
            places[model] = replays[^1].BaseUrl;
        }

        return places;
    }

    private static async Task EndAsync(List<ReplayServer> replays, TemporaryFolder? temporary)
    {
        foreach (var replay in replays)
            await replay.DisposeAsync();
        temporary?.Dispose();
    }
}
