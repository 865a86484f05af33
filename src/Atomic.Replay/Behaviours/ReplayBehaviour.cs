using Atomic.Replay.Draws;

namespace Atomic.Replay.Behaviours;

/// <summary>
/// How a replayed model behaves: how long it takes and how often it fails, and in which way. Immutable; the default answers at once and
/// never fails.
/// </summary>
/// <remarks>
/// The five rates share one draw u in [0, 1), in the order hang, error, rate limit, malformed body, malformed output: u below the first
/// rate hangs, below the sum of the first two fails with 500, and so on; their sum is at most 1. The draw is seeded by the server's seed, the
/// model and the request (see <see cref="Server.ReplayServerOptions.Seed"/>), so that a run can be repeated.
/// </remarks>
public sealed record ReplayBehaviour
{
    /// <summary>Answers at once and never fails.</summary>
    public static ReplayBehaviour Flawless { get; } = new();

    /// <summary>Median milliseconds until the first token, at least 0; default 0. With no 95th percentile above it, every request takes just this.</summary>
    public double LatencyMsP50 { get; init; }

    /// <summary>95th percentile of the milliseconds until the first token. Above the median the latency is lognormal; default 0.</summary>
    public double LatencyMsP95 { get; init; }

    /// <summary>Milliseconds per recorded output token on top, at least 0; default 0. A stream is paced by it, any other answer waits for the sum.</summary>
    public double LatencyMsPerOutputToken { get; init; }

    /// <summary>Share of requests, 0 to 1, that fail with status 500 after their latency.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Share of requests, 0 to 1, that are refused at once with status 429 and <c>Retry-After</c>.</summary>
    public double RateLimitRate { get; init; }

    /// <summary>Seconds in <c>Retry-After</c> of a 429, at least 0; default 1.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>Share of requests, 0 to 1, whose answer is well-formed HTTP with useless content: cut-off JSON, or prose around the answer.</summary>
    public double MalformedOutputRate { get; init; }

    /// <summary>Share of requests, 0 to 1, whose body (status 200) is cut in half or is not JSON at all; of a stream, its frames.</summary>
    public double MalformedBodyRate { get; init; }

    /// <summary>Share of requests, 0 to 1, that are accepted and never answered, until the client goes away or the server stops.</summary>
    public double HangRate { get; init; }

    internal LatencyDistribution Latency => new(LatencyMsP50, LatencyMsP95, LatencyMsPerOutputToken);

    internal bool CanFail => FaultRate > 0;

    private double FaultRate => HangRate + ErrorRate + RateLimitRate + MalformedBodyRate + MalformedOutputRate;

    /// <summary>What is wrong with these values, one sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Within(nameof(ErrorRate), ErrorRate, 1);
        Within(nameof(RateLimitRate), RateLimitRate, 1);
        Within(nameof(MalformedOutputRate), MalformedOutputRate, 1);
        Within(nameof(MalformedBodyRate), MalformedBodyRate, 1);
        Within(nameof(HangRate), HangRate, 1);
        // A hair above 1 is the rounding of a sum like 0.1 + 0.2 + 0.7.
        if (problems.Count == 0 && FaultRate > 1 + 1e-9)
            problems.Add($"The fault rates add up to {FaultRate}; together they may be at most 1.");

        var dayMs = TimeSpan.FromDays(1).TotalMilliseconds;
        Within(nameof(LatencyMsP50), LatencyMsP50, dayMs);
        Within(nameof(LatencyMsP95), LatencyMsP95, dayMs);
        Within(nameof(LatencyMsPerOutputToken), LatencyMsPerOutputToken, dayMs);
        Within(nameof(RetryAfterSeconds), RetryAfterSeconds, 86_400);
        if (LatencyMsP95 > 0 && LatencyMsP95 < LatencyMsP50)
            problems.Add($"{nameof(LatencyMsP95)} is {LatencyMsP95}, below {nameof(LatencyMsP50)} of {LatencyMsP50}.");
        if (LatencyMsP95 > 0 && LatencyMsP50 <= 0)
            problems.Add($"{nameof(LatencyMsP95)} needs {nameof(LatencyMsP50)} above 0.");
        return problems;

        void Within(string name, double value, double most)
        {
            if (!(value >= 0 && value <= most))
                problems.Add($"{name} is {value}; it must be from 0 to {most}.");
        }
    }

    internal DrawnBehaviour Draw(LatencyDistribution latency, ref SplitMix64 draws)
    {
        var fault = FaultAt(draws.NextUnit());
        // Taken whether it is used or not, so that a change of the rates does not shift the latencies of a run.
        var variant = (draws.NextUInt64() >> 63) == 1;
        return new DrawnBehaviour(fault, variant, latency.DrawFirstTokenMs(ref draws));
    }

    private ReplayFault FaultAt(double u)
    {
        if ((u -= HangRate) < 0)
            return ReplayFault.Hang;
        if ((u -= ErrorRate) < 0)
            return ReplayFault.Error;
        if ((u -= RateLimitRate) < 0)
            return ReplayFault.RateLimit;
        if ((u -= MalformedBodyRate) < 0)
            return ReplayFault.MalformedBody;
        return u < MalformedOutputRate ? ReplayFault.MalformedOutput : ReplayFault.None;
    }
}
