using Atomic.Core.Learning;

namespace Atomic.Core.Snapshots;

/// <summary>Figures of what was learned as bytes. What cannot be such a figure is refused by a <see cref="FormatException"/>, which <see cref="SnapshotEnvelope"/> makes a defect.</summary>
internal static class SnapshotFigures
{
    // Learning never comes near it, and products of several figures up to it are finite still.
    private const double Largest = 1e15;

    /// <summary>Writes figures whose number is known.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<double> figures)
    {
        foreach (var figure in figures) writer.Write(figure);
    }

    /// <summary>Reads as many figures as there is room for.</summary>
    public static void Read(BinaryReader reader, Span<double> into)
    {
        foreach (ref var figure in into) figure = Figure(reader);
    }

    /// <summary>Reads a figure of a size that can be.</summary>
    public static double Figure(BinaryReader reader) => Figure(reader.ReadDouble());

    /// <summary>A figure of a size that can be.</summary>
    public static double Figure(double figure) => Math.Abs(figure) <= Largest ? figure : throw new FormatException("a figure is too large, or no number");

    /// <summary>A curvature, which only grows from its prior: less would make steps of any length.</summary>
    public static double Curvature(double figure, double prior) => Figure(figure) >= prior ? figure : throw new FormatException("a curvature is below its prior");

    /// <summary>A figure that is to be within bounds, both included.</summary>
    public static float UpTo(float figure, float least, float most) =>
        figure >= least && figure <= most ? figure : throw new FormatException($"a figure is not within {least} to {most}");

    /// <summary>Reads counts.</summary>
    public static DecayedCounts Counts(BinaryReader reader)
    {
        var counts = new DecayedCounts(Figure(reader), Figure(reader));
        return counts is { Good: >= 0, Bad: >= 0 } ? counts : throw new FormatException("a count is negative");
    }

    /// <summary>Writes moments.</summary>
    public static void Write(BinaryWriter writer, DecayedMoments moments) => Write(writer, [moments.Weight, moments.Mean, moments.SquaredDeviations]);

    /// <summary>Reads moments.</summary>
    public static DecayedMoments Moments(BinaryReader reader) => new(Count(reader), Figure(reader), Count(reader));

    /// <summary>Reads a number of outcomes.</summary>
    public static long Outcomes(BinaryReader reader) => reader.Read7BitEncodedInt64() is >= 0 and var outcomes ? outcomes : throw new FormatException("a number of outcomes is negative");

    /// <summary>Reads a sum of weights, which is never negative.</summary>
    public static double Count(BinaryReader reader) => Figure(reader) is >= 0 and var count ? count : throw new FormatException("a count is negative");

    /// <summary>A number that is to be within bounds, both included.</summary>
    public static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new FormatException($"{value} stands where {least} to {most} may stand");
}
