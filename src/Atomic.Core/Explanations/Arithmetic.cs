using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>Writes the arithmetic of a score so that a reader who repeats it with the figures shown gets the result shown.</summary>
internal static class Arithmetic
{
    /// <summary>The score of a bid, recorded where there is a ranking, computed where there is none yet.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="recorded">The recorded score; null where the bid was not ranked.</param>
    public static ExplainedScore Of(Policy policy, Bid bid, Score? recorded)
    {
        var value = policy.ValueUsd * bid.Success.Expected;
        var latency = policy.LatencyUsdPerSecond * bid.LatencySeconds.Expected;
        var score = recorded ?? new Score(value, bid.CostUsd.Expected, latency, value - bid.CostUsd.Expected - latency);
        return new ExplainedScore
        {
            ValueUsd = Finite.OrNull(score.ValueUsd),
            CostUsd = Finite.OrNull(score.CostUsd),
            LatencyUsd = Finite.OrNull(score.LatencyUsd),
            UtilityUsd = Finite.OrNull(score.UtilityUsd),
            Arithmetic = Line(policy, bid, score),
        };
    }

    private static string Line(Policy policy, Bid bid, Score score)
    {
        var terms = $"{Figures.Number(policy.ValueUsd)} × {Figures.Number(bid.Success.Expected)} − {Figures.Number(bid.CostUsd.Expected)}"
            + $" − {Figures.Number(policy.LatencyUsdPerSecond)} × {Figures.Number(bid.LatencySeconds.Expected)}";
        if (!double.IsFinite(score.UtilityUsd)) return $"{terms} = {Figures.Unknown}";

        // The factors have six digits, so the fifth digit of the largest term is the last that they determine.
        var largest = Math.Max(Math.Abs(score.ValueUsd), Math.Max(Math.Abs(score.CostUsd), Math.Abs(score.LatencyUsd)));
        var decimals = largest > 0 ? 4 - (int)Math.Floor(Math.Log10(largest)) : 0;
        var result = Figures.Decimals(Math.Abs(score.UtilityUsd), Math.Clamp(decimals, 0, 28));
        return $"{terms} = {(score.UtilityUsd < 0 && result != "0" ? "−" : "")}${result}";
    }
}
