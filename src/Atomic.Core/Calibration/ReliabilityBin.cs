using System.Runtime.InteropServices;

namespace Atomic.Core.Calibration;

/// <summary>Judged answers whose promised probability lay in one tenth of 0 to 1.</summary>
/// <param name="Tenth">Which tenth, 0 to 9; a promise of 1 is in the last.</param>
/// <param name="Weight">Their effective number, after forgetting.</param>
/// <param name="Promised">The mean of what was promised.</param>
/// <param name="Right">The share that was right.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReliabilityBin(int Tenth, double Weight, double Promised, double Right)
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    /// <summary>The tenth of a promise.</summary>
    /// <param name="promised">0 to 1.</param>
    public static int TenthOf(double promised) => Math.Clamp((int)(promised * Count), 0, Count - 1);

    /// <summary>The bin after one more answer.</summary>
    /// <param name="promised">What was promised, 0 to 1.</param>
    /// <param name="score">How right it was, 0 to 1.</param>
    /// <param name="trust">The answer's weight, above 0.</param>
    public ReliabilityBin After(double promised, double score, double trust)
    {
        var weight = Weight + trust;
        var share = trust / weight;
        return new ReliabilityBin(Tenth, weight, Promised + (share * (promised - Promised)), Right + (share * (score - Right)));
    }
}
