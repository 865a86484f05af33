namespace Atomic.Cli.Run;

/// <summary>What one bidder did in a run.</summary>
/// <param name="Id">The bidder.</param>
/// <param name="Answers">How many microtasks it answered.</param>
/// <param name="Judged">How many of its answers are known to be right or wrong.</param>
/// <param name="Right">How many of those are right.</param>
/// <param name="CostUsd">What the microtasks that it answered cost, failed attempts of others included, in USD.</param>
/// <param name="ModelMs">The time spent waiting for models, added up, in milliseconds.</param>
internal sealed record BidderTally(string Id, int Answers = 0, int Judged = 0, int Right = 0, double CostUsd = 0, double ModelMs = 0)
{
    /// <summary>The share of right answers among those judged; null where none was.</summary>
    public double? Accuracy => Judged == 0 ? null : (double)Right / Judged;

    /// <summary>The tally with one more of its answers.</summary>
    /// <param name="result">The answer.</param>
    public BidderTally With(RunResult result) => this with
    {
        Answers = Answers + 1,
        Judged = Judged + (result.Correct is null ? 0 : 1),
        Right = Right + (result.Correct is true ? 1 : 0),
        CostUsd = CostUsd + result.CostUsd,
        ModelMs = ModelMs + result.Answer!.ModelMs,
    };
}
