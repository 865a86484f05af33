using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Reports;

/// <summary>Accuracies at one share of the best single model's cost; null where nothing is that cheap.</summary>
public sealed record MarketPoint
{
    /// <summary>The share, 1 for all of it.</summary>
    public required double CostShare { get; init; }

    /// <summary>Atomic's, between the neighbouring targets.</summary>
    public required MeanSd? Accuracy { get; init; }

    /// <summary>Of the convex hull of single models.</summary>
    public required double? Hull { get; init; }

    /// <summary>Of the convex hull of single models and fixed plans.</summary>
    public required double? PlanHull { get; init; }

    /// <summary>Of the best single model or fixed plan that costs no more.</summary>
    public required double? BestFixed { get; init; }

    /// <summary>Of the router that knows the prompt's length alone.</summary>
    public required double? Length { get; init; }
}
