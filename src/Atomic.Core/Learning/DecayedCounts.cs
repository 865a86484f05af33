namespace Atomic.Core.Learning;

/// <summary>Weights of good and bad outcomes, of which the old fade.</summary>
/// <param name="Good">Weight of good outcomes.</param>
/// <param name="Bad">Weight of bad outcomes.</param>
public readonly record struct DecayedCounts(double Good, double Bad)
{
    /// <summary>The effective number of observations.</summary>
    public double Total => Good + Bad;

    /// <summary>The counts after one more outcome.</summary>
    /// <param name="score">0 (bad) to 1 (good).</param>
    /// <param name="trust">The outcome's weight, 0 to 1.</param>
    /// <param name="retention">What is kept of the old per full observation, above 0 and up to 1.</param>
    public DecayedCounts After(double score, double trust, double retention)
    {
        // Linear in trust, so that the counts stay below 1 / (1 − retention) whatever the trusts: then one more good outcome never
        // takes away more of the old good than it adds.
        var kept = 1 - (trust * (1 - retention));
        return new DecayedCounts((Good * kept) + (score * trust), (Bad * kept) + ((1 - score) * trust));
    }
}
