using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Cli.Replay;

/// <summary>The options of <c>atomic replay-server</c>.</summary>
internal static class ReplayServerSettings
{
    private static readonly Option<string> Folder = new("--recording")
    {
        Description = "The folder with tasks.jsonl or tasks.jsonl.gz, and market.json where there is one.",
        HelpName = "FOLDER",
        Required = true,
    };

    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 (default) takes a free one.", HelpName = "N" };
    private static readonly Option<double?> LatencyP50 = Figure("--latency-p50", "MS", "The median latency of every model in milliseconds. Default: as recorded.");
    private static readonly Option<double?> LatencyP95 = Figure("--latency-p95", "MS", "The 95th percentile of the latency in milliseconds; needs --latency-p50.");
    private static readonly Option<double?> ErrorRate = Figure("--error-rate", "SHARE", "The share of requests that fail with status 500.");
    private static readonly Option<double?> RateLimitRate = Figure("--rate-limit-rate", "SHARE", "The share of requests that are refused with status 429.");
    private static readonly Option<double?> MalformedOutputRate = Figure("--malformed-output-rate", "SHARE", "The share of answers that are useless text.");
    private static readonly Option<double?> MalformedBodyRate = Figure("--malformed-body-rate", "SHARE", "The share of answers whose body is broken.");
    private static readonly Option<double?> HangRate = Figure("--hang-rate", "SHARE", "The share of requests that are never answered.");
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The seed of all faults and latencies.", HelpName = "N", DefaultValueFactory = static _ => 1 };
    private static readonly Option<string?> Log = new("--log") { Description = "A file to which a line is appended for every request.", HelpName = "FILE" };

    private static readonly Option<string[]> Models = new("--model")
    {
        Description = "One more name for a recorded model. May be given again.",
        HelpName = "NAME=RECORDED",
        DefaultValueFactory = static _ => [],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } =
        [Folder, Port, Models, LatencyP50, LatencyP95, ErrorRate, RateLimitRate, MalformedOutputRate, MalformedBodyRate, HangRate, Seed, Log];

    /// <summary>What the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandException">It cannot be done.</exception>
    /// <exception cref="RecordingFormatException">The recording cannot be read.</exception>
    public static ReplayServerOptions Read(ParseResult parsed)
    {
        var behaviour = new ReplayBehaviour
        {
            LatencyMsP50 = parsed.GetValue(LatencyP50) ?? 0,
            LatencyMsP95 = parsed.GetValue(LatencyP95) ?? 0,
            ErrorRate = parsed.GetValue(ErrorRate) ?? 0,
            RateLimitRate = parsed.GetValue(RateLimitRate) ?? 0,
            MalformedOutputRate = parsed.GetValue(MalformedOutputRate) ?? 0,
            MalformedBodyRate = parsed.GetValue(MalformedBodyRate) ?? 0,
            HangRate = parsed.GetValue(HangRate) ?? 0,
        };
        if (behaviour.Validate() is [var problem, ..])
            throw new CommandException(ExitCode.BadInput, problem);

        var recording = RecordingReader.Read(parsed.GetValue(Folder)!);
        var options = new ReplayServerOptions
        {
            Recording = recording,
            Port = parsed.GetValue(Port),
            Seed = parsed.GetValue(Seed),
            Aliases = (parsed.GetValue(Models) ?? []).Select(Alias).ToDictionary(static alias => alias.Name, static alias => alias.Recorded, StringComparer.Ordinal),
            UseRecordedLatency = parsed.GetValue(LatencyP50) is null,
            RequestLogPath = parsed.GetValue(Log),
        };
        foreach (var model in recording.Market.Models.Keys)
            options.Behaviours.Set(model, behaviour);
        return options;
    }

    private static (string Name, string Recorded) Alias(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0 && equals < text.Length - 1
            ? (text[..equals], text[(equals + 1)..])
            : throw new CommandException(ExitCode.BadInput, $"--model takes NAME=RECORDED, not '{text}'.");
    }

    private static Option<double?> Figure(string name, string unit, string description) => new(name) { Description = description, HelpName = unit };
}
