using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>What an input tells of how long an answer is and takes, in a sentence.</summary>
internal static class LengthPhrases
{
    // A tenth either way is no news.
    private const double Noticeable = 1.1;

    /// <summary>" It expects 240 output tokens and 3.1 s on this input, 90 and 1.2 s on average; learned from 120 answers."; nothing where it makes no noticeable difference.</summary>
    /// <param name="bid">The bidder.</param>
    /// <param name="evidence">What its bid rests on.</param>
    public static string Of(ExplainedBid bid, BidEvidence evidence)
    {
        var (here, average, outcomes) = (new List<string>(2), new List<string>(2), 0L);
        if (evidence is { OutputTokensOnAverage: { } tokens, LengthOutcomes: { } answers } && IsNoticeable(evidence.ExpectedOutputTokens + 1, tokens + 1))
        {
            here.Add($"{Figures.Count(evidence.ExpectedOutputTokens)} output tokens");
            average.Add(Figures.Count(tokens));
            outcomes = answers;
        }

        if (evidence is { LatencyOnAverage: { } seconds, LatencyOutcomes: { } attempts } && bid.LatencySeconds?.Expected is { } expected && IsNoticeable(expected, seconds))
        {
            here.Add(Figures.Duration(expected));
            average.Add(Figures.Duration(seconds));
            outcomes = Math.Max(outcomes, attempts);
        }

        return here.Count == 0 ? "" : $" It expects {string.Join(" and ", here)} on this input, {string.Join(" and ", average)} on average; learned from {Figures.Count(outcomes)} answers.";
    }

    private static bool IsNoticeable(double here, double average) => here > average * Noticeable || here * Noticeable < average;
}
