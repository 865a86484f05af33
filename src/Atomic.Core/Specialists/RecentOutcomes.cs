using System.Runtime.InteropServices;

namespace Atomic.Core.Specialists;

/// <summary>The last confident guesses against what was believed of them: tells at once that something has changed (a control chart; Page, Biometrika 41 (1954) 100-115).</summary>
/// <param name="Right">How many were right; old ones fade.</param>
/// <param name="Expected">How many should have been.</param>
/// <param name="Variance">The variance of that number, were the belief true.</param>
/// <param name="Count">How many they are.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecentOutcomes(double Right, double Expected, double Variance, double Count)
{
    /// <summary>Guesses from this probability on are watched.</summary>
    public const double LeastProbability = 0.7;

    /// <summary>Some 50 count.</summary>
    private const double Retention = 0.98;

    // A false alarm costs some hundreds of calls of a model, a missed one wrong answers until the slow record has noticed.
    private const double Alarm = 4.5;

    // One outcome more, so that guesses which are all but certain may be wrong once.
    private const double LeastVariance = 1;

    /// <summary>Whether so many wrong ones cannot be chance.</summary>
    public bool IsSurprising => Expected - Right > Alarm * Math.Sqrt(Variance + LeastVariance);

    /// <summary>The share that should have been right, above 0 and below 1.</summary>
    public double ExpectedShare => (Expected + 0.5) / (Count + 1);

    /// <summary>The share that was right, above 0 and below 1.</summary>
    public double RightShare => (Right + 0.5) / (Count + 1);

    /// <summary>The outcomes with one more.</summary>
    /// <param name="probability">What was believed.</param>
    /// <param name="right">What came.</param>
    public RecentOutcomes After(double probability, bool right) => new(
        (Right * Retention) + (right ? 1 : 0),
        (Expected * Retention) + probability,
        (Variance * Retention) + (probability * (1 - probability)),
        (Count * Retention) + 1);
}
