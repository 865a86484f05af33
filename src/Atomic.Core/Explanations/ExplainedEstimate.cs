using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>An expected figure with its interval; null for what is not a finite number, as only an invalid bid can have it.</summary>
/// <param name="Expected">The expectation.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record ExplainedEstimate(double? Expected, double? Low, double? High)
{
    /// <summary>The estimate of a bid.</summary>
    /// <param name="estimate">The estimate.</param>
    public static ExplainedEstimate Of(Estimate estimate) =>
        new(Finite.OrNull(estimate.Expected), Finite.OrNull(estimate.Low), Finite.OrNull(estimate.High));
}
