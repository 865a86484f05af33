namespace Atomic.Core.Learning;

/// <summary>Weighted mean and sum of squared deviations of a logarithm, of which old observations fade (West 1979, updating with weights).</summary>
/// <param name="Weight">Effective number of observations.</param>
/// <param name="Mean">Mean of the natural logarithm.</param>
/// <param name="SquaredDeviations">Weighted sum of squared deviations from the mean.</param>
public readonly record struct DecayedMoments(double Weight, double Mean, double SquaredDeviations)
{
    /// <summary>The moments after one more observation.</summary>
    /// <param name="logarithm">Natural logarithm of the observation.</param>
    /// <param name="retention">What is kept of the old, above 0 and up to 1.</param>
    public DecayedMoments After(double logarithm, double retention)
    {
        var kept = Weight * retention;
        var weight = kept + 1;
        var delta = logarithm - Mean;
        var mean = Mean + (delta / weight);
        return new DecayedMoments(weight, mean, (SquaredDeviations * retention) + (delta * (logarithm - mean)));
    }
}
