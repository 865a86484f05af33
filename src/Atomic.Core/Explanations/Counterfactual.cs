namespace Atomic.Core.Explanations;

/// <summary>What would have changed the award: one figure moved past a threshold, everything else as it was.</summary>
public sealed record Counterfactual
{
    /// <summary>Whom the effect befalls.</summary>
    public required string BidderId { get; init; }

    /// <summary>The bid that it overtakes or falls behind; null for <see cref="CounterfactualEffect.MeetsLimit"/>.</summary>
    public string? AgainstBidderId { get; init; }

    /// <summary>The figure that is moved.</summary>
    public required CounterfactualFigure Figure { get; init; }

    /// <summary>What happens.</summary>
    public required CounterfactualEffect Effect { get; init; }

    /// <summary>The figure as it was; null where there was none.</summary>
    public double? Actual { get; init; }

    /// <summary>The threshold, in the figure's unit; null where no value of the figure would do.</summary>
    public double? Threshold { get; init; }

    /// <summary>The side of <see cref="Threshold"/> on which the effect occurs; null where no value would do.</summary>
    public ThresholdSide? Side { get; init; }

    /// <summary>Whether some value of the figure would do.</summary>
    public bool Possible => Threshold is not null;

    /// <summary>The same in one sentence. Rounded figures are rounded to the side on which the sentence stays true.</summary>
    public required string Sentence { get; init; }
}
