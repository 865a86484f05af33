using System.Net;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>What a replay server serves, where, and how it misbehaves.</summary>
public sealed record ReplayServerOptions
{
    /// <summary>The answers to replay.</summary>
    public required Recording Recording { get; init; }

    /// <summary>The port on 127.0.0.1, 0 to 65535; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The seed of all faults and latencies; default 1. A draw is keyed by (seed, served model, request), where the request is its
    /// <c>Idempotency-Key</c> with the count of earlier requests under that key, or else its number among the model's requests: two runs
    /// with the same keys fare the same in whatever order the requests arrive, without keys if they arrive in the same order.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the models behave; may be changed while the server runs, as <c>PUT /behaviours/{model}</c> does. Default: flawless.</summary>
    public ReplayBehaviours Behaviours { get; init; } = new();

    /// <summary>More names for recorded models: served name to recorded model. The answer's <c>model</c> is the recorded one.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Answered by every model where nothing is recorded for the input; null (the default) answers 404 <c>not_recorded</c> instead.
    /// </summary>
    public RecordedAnswer? FallbackAnswer { get; init; }

    /// <summary>
    /// Whether a model whose behaviour sets no latency takes the recorded one: the answer's own, or else a lognormal one from the market's
    /// percentiles. Default false: it answers at once.
    /// </summary>
    public bool UseRecordedLatency { get; init; }

    /// <summary>
    /// A file to which a line is appended for every request to a model, handed to the operating system before any
    /// latency is waited for and before the answer is sent: whatever a client can have got stands in the file. Null (the default) for none.
    /// </summary>
    public string? RequestLogPath { get; init; }

    /// <summary>How many of the latest requests <c>GET /requests</c> shows, 1 to 10,000,000; default 100,000. The file has all of them.</summary>
    public int RequestLogCapacity { get; init; } = 100_000;

    /// <summary>The clock for latencies, <c>created</c> and the request log; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What is wrong with these options, one sentence each; empty where nothing is. Touches no file and opens no port.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            problems.Add($"The port is {Port}; it must be from 0 (any free one) to 65535.");
        if (RequestLogCapacity is < 1 or > 10_000_000)
            problems.Add($"The request log's capacity is {RequestLogCapacity}; it must be from 1 to 10,000,000.");
        if (RequestLogPath is "")
            problems.Add("The request log's path is empty; give a file, or leave it out.");
        if (Recording.Market.Models.Count == 0)
            problems.Add($"The recording '{Recording.Market.Name}' has no models; use one with answers or labels, or synthesise answers.");
        foreach (var (alias, model) in Aliases)
        {
            if (!Recording.Market.Models.ContainsKey(model))
                problems.Add($"The alias '{alias}' stands for '{model}', which is not in the recording.");
            if (Recording.Market.Models.ContainsKey(alias))
                problems.Add($"The alias '{alias}' is the name of a recorded model; choose another.");
        }

        foreach (var (model, _) in Behaviours.All)
        {
            if (!Recording.Market.Models.ContainsKey(model) && !Aliases.ContainsKey(model))
                problems.Add($"A behaviour is set for '{model}', which is neither a recorded model nor an alias.");
        }

        return problems;
    }
}
