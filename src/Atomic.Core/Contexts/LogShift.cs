using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>
/// What an input tells of a positive figure of one bidder's, its output tokens or its latency: how far the figure's logarithm is expected from its average, and by how
/// much less it spreads around that. The default tells nothing.
/// </summary>
/// <param name="Mean">The difference of natural logarithms, at the mean of the logarithm of input tokens.</param>
/// <param name="Narrowed">By what share the standard deviation of the logarithm is smaller, 0 to below 1, as far as outcomes have shown it.</param>
/// <param name="Outcomes">How many outcomes of the bidder it was learned from, without forgetting.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogShift(double Mean, double Narrowed, long Outcomes)
{
    /// <summary>The furthest that an input moves a figure: a factor of twenty either way.</summary>
    internal const double Furthest = 3;

    // So many outcomes of a variant weigh as much as all of the bidder's whose deployment it shares, as for its success.
    private const double OutcomesOfBase = 25;

    /// <summary>By how much the difference grows with the logarithm of one more than the input tokens.</summary>
    public double Slope { get; init; }

    /// <summary>The mean of that logarithm, at which <see cref="Mean"/> holds.</summary>
    public double MeanLogInput { get; init; }

    /// <summary>Whether it changes anything.</summary>
    internal bool Tells => Mean != 0 || Slope != 0 || Narrowed > 0;

    /// <summary>The difference for a prompt of a length; finite, within ±<see cref="Furthest"/>, whatever was learned.</summary>
    /// <param name="inputTokens">The prompt's length in tokens, not negative.</param>
    public double At(int inputTokens)
    {
        var difference = Slope == 0 ? Mean : Mean + (Slope * (Math.Log(inputTokens + 1.0) - MeanLogInput));
        return double.IsNaN(difference) ? 0 : Math.Clamp(difference, -Furthest, Furthest);
    }

    /// <summary>
    /// The shift of a prompt variant: what makes a deployment's answers long is taken to make them long with another prompt too, until the variant's own outcomes tell.
    /// Its spread is narrowed by its own outcomes alone.
    /// </summary>
    /// <param name="known">The shift of the bidder whose deployment it shares.</param>
    internal LogShift WithBase(LogShift known)
    {
        if (known.Outcomes == 0) return this;
        var own = Outcomes / (Outcomes + OutcomesOfBase);
        return new LogShift(Of(own, Mean, known.Mean), own * Narrowed, Math.Max(Outcomes, known.Outcomes))
        {
            Slope = Of(own, Slope, known.Slope),
            MeanLogInput = Outcomes == 0 ? known.MeanLogInput : Of(own, MeanLogInput, known.MeanLogInput),
        };
    }

    private static double Of(double share, double own, double known) => (share * own) + ((1 - share) * known);
}
