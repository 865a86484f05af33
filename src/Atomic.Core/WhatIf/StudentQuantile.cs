namespace Atomic.Core.WhatIf;

/// <summary>The 97.5% quantile of Student's t distribution: half the width of a 95% interval, in standard errors.</summary>
public static class StudentQuantile
{
    private const double Normal = 1.959963984540054;
    private const double LeastDegrees = 2;

    /// <summary>The quantile, by its expansion in 1/ν (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5): right to 0.3% from ν = 4 on, and to 0.001% from ν = 49 on.</summary>
    /// <param name="degrees">ν: the degrees of freedom, need not be whole; fewer than 2 count as 2.</param>
    public static double P975(double degrees)
    {
        var v = Math.Max(degrees, LeastDegrees);
        const double z = Normal;
        const double z3 = z * z * z;
        const double z5 = z3 * z * z;
        const double z7 = z5 * z * z;
        return z
            + ((z3 + z) / (4 * v))
            + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * v * v))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * v * v * v));
    }
}
