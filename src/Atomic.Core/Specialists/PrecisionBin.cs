using System.Runtime.InteropServices;

namespace Atomic.Core.Specialists;

/// <summary>Outcomes of guesses of about one probability, of which the old fade. Each counts for as many microtasks as it stands for.</summary>
/// <param name="Weight">Microtasks.</param>
/// <param name="Right">Of them, those whose guess was right.</param>
/// <param name="Expected">The sum of their probabilities of being right, as they were believed.</param>
/// <param name="Squares">The sum of the squared weights.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PrecisionBin(double Weight, double Right, double Expected, double Squares)
{
    /// <summary>How many outcomes of equal weight they are worth (Kish 1965, section 11.7).</summary>
    public double Outcomes => Squares > 0 ? Weight * Weight / Squares : 0;

    /// <summary>The bin after time has passed.</summary>
    /// <param name="kept">What is kept, 0 to 1.</param>
    public PrecisionBin Faded(double kept) => new(Weight * kept, Right * kept, Expected * kept, Squares * kept * kept);

    /// <summary>The bin with one outcome more.</summary>
    /// <param name="probability">What was believed.</param>
    /// <param name="right">What came.</param>
    /// <param name="weight">For how many it stands.</param>
    public PrecisionBin With(double probability, bool right, double weight) =>
        new(Weight + weight, Right + (right ? weight : 0), Expected + (weight * probability), Squares + (weight * weight));
}
