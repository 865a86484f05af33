namespace Atomic.Core.Learning;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>Its 90% quantile.</summary>
    public const double P90 = 1.2815515655446004;

    /// <summary>Its 95% quantile.</summary>
    public const double P95 = 1.6448536269514722;
}
