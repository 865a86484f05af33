namespace Atomic.Core.Markets;

/// <summary>A bidder's entry in the price book.</summary>
/// <param name="InputUsdPerMTok">USD per million input tokens; finite, not negative.</param>
/// <param name="OutputUsdPerMTok">USD per million output tokens; finite, not negative.</param>
/// <param name="RequestUsd">USD per request, whatever its size; finite, not negative.</param>
public sealed record TokenPrice(double InputUsdPerMTok, double OutputUsdPerMTok, double RequestUsd = 0)
{
    /// <summary>What costs nothing: a local specialist, a model on own hardware that is paid for already.</summary>
    public static TokenPrice Free { get; } = new(0, 0);

    /// <summary>The cost in USD of one request.</summary>
    /// <param name="inputTokens">Input tokens, not negative.</param>
    /// <param name="outputTokens">Output tokens, not negative.</param>
    public double CostUsd(double inputTokens, double outputTokens) =>
        RequestUsd + (((inputTokens * InputUsdPerMTok) + (outputTokens * OutputUsdPerMTok)) / 1_000_000);
}
