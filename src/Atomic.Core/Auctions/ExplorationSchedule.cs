namespace Atomic.Core.Auctions;

/// <summary>How exploration fades as a kind's track record grows.</summary>
public static class ExplorationSchedule
{
    /// <summary>
    /// γ0 where nobody sets another. On the recorded market of eight models and all plans (docs/benchmarks.md) 10 gave away more than it found, and 100 left models
    /// behind for ever that had been unlucky in their first tries.
    /// </summary>
    public const double DefaultInitial = 30;

    /// <summary>How hopefully a candidate is taken in a draw where nobody sets another, see <see cref="ExplorationRecord.Optimism"/>.</summary>
    public const double DefaultOptimism = 0.5;

    /// <summary>
    /// <c>γ = γ0·√(1 + n)</c>: SquareCB's learning rate grows with the square root of the rounds played
    /// (Foster and Rakhlin, arXiv 2002.04926, theorem 1).
    /// </summary>
    /// <param name="initial">γ0, not negative.</param>
    /// <param name="trackRecordVersion">n: settlements and feedback learned for the kind.</param>
    public static double Gamma(double initial, long trackRecordVersion) => initial * Math.Sqrt(1 + Math.Max(0, trackRecordVersion));
}
