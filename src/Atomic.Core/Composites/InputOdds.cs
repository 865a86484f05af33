using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>
/// What an input makes of a plan's figures, which are counted over all inputs of the kind: their odds are multiplied by the mean of what it multiplies the members'
/// odds by. So an input on which all members do better moves plans and single bidders alike, and one member's own good sign moves a plan by that member's part in
/// it. By the four operations and square roots alone, so that it comes out the same on any machine.
/// </summary>
internal static class InputOdds
{
    /// <summary>Of two members alike: the geometric mean.</summary>
    /// <param name="one">A member.</param>
    /// <param name="other">Another.</param>
    public static double Of(in Member one, in Member other) => Math.Sqrt(one.InputOdds * other.InputOdds);

    /// <summary>Of two members and a third that has its way wherever they differ, and so counts for as much as both.</summary>
    /// <param name="one">A member.</param>
    /// <param name="other">Another.</param>
    /// <param name="third">The third.</param>
    public static double Of(in Member one, in Member other, in Member third) => Math.Sqrt(third.InputOdds * Of(one, other));

    /// <summary>A probability with other odds. None and certainty stay what they are.</summary>
    /// <param name="probability">The probability, 0 to 1.</param>
    /// <param name="ratio">What its odds are multiplied by; above 0.</param>
    public static double Times(double probability, double ratio) => probability * ratio / (1 - probability + (probability * ratio));

    /// <summary>An interval of probabilities with other odds.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="ratio">What the odds are multiplied by; above 0.</param>
    public static Estimate Times(Estimate interval, double ratio)
    {
        var expected = Times(interval.Expected, ratio);

        // The formula keeps the order; rounding at the very ends might not.
        return new Estimate(expected, Math.Min(Times(interval.Low, ratio), expected), Math.Max(Times(interval.High, ratio), expected));
    }
}
