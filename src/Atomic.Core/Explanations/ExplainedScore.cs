namespace Atomic.Core.Explanations;

/// <summary>The arithmetic of a bid's utility in USD; a term is null where it is not a finite number.</summary>
public sealed record ExplainedScore
{
    /// <summary>V·q.</summary>
    public double? ValueUsd { get; init; }

    /// <summary>c.</summary>
    public double? CostUsd { get; init; }

    /// <summary>λ·t.</summary>
    public double? LatencyUsd { get; init; }

    /// <summary>U = V·q − c − λ·t.</summary>
    public double? UtilityUsd { get; init; }

    /// <summary>The same as a line, for instance <c>0.01 × 0.912 − 0.000031 − 0.0005 × 0.42 = $0.008879</c>.</summary>
    public required string Arithmetic { get; init; }
}
