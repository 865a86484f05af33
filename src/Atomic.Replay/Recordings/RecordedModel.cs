namespace Atomic.Replay.Recordings;

/// <summary>Prices and, where known, latency of a recorded model.</summary>
public sealed record RecordedModel
{
    /// <summary>US dollars per million input tokens, at least 0.</summary>
    public double InputUsdPerMTok { get; init; }

    /// <summary>US dollars per million output tokens, at least 0.</summary>
    public double OutputUsdPerMTok { get; init; }

    /// <summary>Median latency of a whole answer in milliseconds, where known.</summary>
    public double? LatencyMsP50 { get; init; }

    /// <summary>95th percentile of the latency of a whole answer in milliseconds, where known; at least the median.</summary>
    public double? LatencyMsP95 { get; init; }

    /// <summary>The cost in US dollars of a call with these token counts.</summary>
    public double CostUsd(int inputTokens, int outputTokens) =>
        ((inputTokens * InputUsdPerMTok) + (outputTokens * OutputUsdPerMTok)) / 1_000_000;
}
