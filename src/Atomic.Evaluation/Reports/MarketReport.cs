using Atomic.Evaluation.Baselines;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Reports;

/// <summary>What a market of more than two models came to.</summary>
public sealed record MarketReport : EvaluationReport
{
    /// <summary>The model that is right most often.</summary>
    public required ModelFigures Best { get; init; }

    /// <summary>Whether composite plans could bid.</summary>
    public required bool AllPlans { get; init; }

    /// <summary>The accuracies at quarters of the best model's cost.</summary>
    public required IReadOnlyList<MarketPoint> Curve { get; init; }

    /// <summary>What was reached, by target.</summary>
    public required IReadOnlyList<AchievedPoint> Achieved { get; init; }

    /// <summary>The hull of single models, costs as shares of the best model's.</summary>
    public required Curve Hull { get; init; }

    /// <summary>The fixed plans on the hull of single models and plans, the cheapest first, costs as shares of the best model's.</summary>
    public required IReadOnlyList<FixedPlan> PlansOnHull { get; init; }

    /// <summary>Any model with the same probability; cost as a share of the best model's.</summary>
    public required CurvePoint Random { get; init; }

    /// <summary>The cheapest right model of each task; cost as a share of the best model's.</summary>
    public required CurvePoint Oracle { get; init; }

    /// <inheritdoc/>
    public override EvaluationForm Form => EvaluationForm.Market;
}
