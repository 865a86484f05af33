using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>The figures of a bid that its rank depends on.</summary>
/// <param name="BidderId">Whose bid.</param>
/// <param name="Quality">Success probability, 0 to 1.</param>
/// <param name="CostUsd">Expected cost in USD.</param>
/// <param name="LatencySeconds">Expected latency in seconds.</param>
public readonly record struct RankingPoint(string BidderId, double Quality, double CostUsd, double LatencySeconds)
{
    /// <summary>The point of a bid.</summary>
    /// <param name="bid">The bid.</param>
    public static RankingPoint Of(Bid bid) => new(bid.BidderId, bid.Success.Expected, bid.CostUsd.Expected, bid.LatencySeconds.Expected);

    /// <summary>One of its figures.</summary>
    /// <param name="figure"><see cref="CounterfactualFigure.Cost"/>, <see cref="CounterfactualFigure.Latency"/> or <see cref="CounterfactualFigure.Quality"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is a figure of the policy.</exception>
    public double this[CounterfactualFigure figure] => figure switch
    {
        CounterfactualFigure.Cost => CostUsd,
        CounterfactualFigure.Latency => LatencySeconds,
        CounterfactualFigure.Quality => Quality,
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "Not a figure of a bid."),
    };

    /// <summary>The point with one figure changed.</summary>
    /// <param name="figure">As for the indexer.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is a figure of the policy.</exception>
    public RankingPoint With(CounterfactualFigure figure, double value) => figure switch
    {
        CounterfactualFigure.Cost => this with { CostUsd = value },
        CounterfactualFigure.Latency => this with { LatencySeconds = value },
        CounterfactualFigure.Quality => this with { Quality = value },
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "Not a figure of a bid."),
    };
}
