namespace Atomic.Core.Specialists;

/// <summary>What a specialist must have before it may bid.</summary>
public sealed record AdmissionRules
{
    /// <summary>Verified examples of the kind.</summary>
    public int MinExamples { get; init; } = 40;

    /// <summary>Outcomes of guesses as good as this one, in effective number.</summary>
    public double MinOutcomes { get; init; } = 10;

    /// <summary>The least probability that an answer is right, and the least share of right answers where the policy asks for less; 0 to 1.</summary>
    public double LeastProbability { get; init; } = 0.6;

    /// <summary>The policy's floor: the least share of right answers among those that it gives, 0 to 1.</summary>
    public double Floor { get; init; }
}
