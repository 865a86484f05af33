using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Metrics;

/// <summary>A figure over seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Sd">The sample standard deviation; 0 for a single seed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MeanSd(double Mean, double Sd)
{
    /// <summary>The figure over those values; null where one of them is not known.</summary>
    /// <param name="values">One per seed; null where that seed has none.</param>
    public static MeanSd? Of(IReadOnlyList<double?> values)
    {
        if (values.Count == 0 || values.Any(static value => value is null))
            return null;
        var mean = values.Average(static value => value!.Value);
        var squares = values.Sum(value => (value!.Value - mean) * (value.Value - mean));
        return new MeanSd(mean, values.Count == 1 ? 0 : Math.Sqrt(squares / (values.Count - 1)));
    }

    /// <summary>A figure that does not depend on the seed.</summary>
    /// <param name="value">The figure; null where it is not known.</param>
    public static MeanSd? Exactly(double? value) => value is { } known ? new MeanSd(known, 0) : null;
}
