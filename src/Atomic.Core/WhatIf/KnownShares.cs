namespace Atomic.Core.WhatIf;

/// <summary>How many microtasks of its like each decision stands for, on average 1; 0 where the measure is not known of it.</summary>
/// <param name="Then">For what was.</param>
/// <param name="ByTarget">For what would have been: known also where the target policy awards nothing.</param>
internal sealed record KnownShares(double[] Then, double[] ByTarget)
{
    /// <summary>The shares of a measure that is known of every decision.</summary>
    /// <param name="count">How many there are.</param>
    public static KnownShares All(int count)
    {
        var shares = new double[count];
        Array.Fill(shares, 1);
        return new KnownShares(shares, shares);
    }
}
