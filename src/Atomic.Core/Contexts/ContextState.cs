using Atomic.Core.Learning;

namespace Atomic.Core.Contexts;

/// <summary>Figures of a model as bytes; what cannot be such a figure is refused.</summary>
internal static class ContextState
{
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

    /// <summary>Reads a finite figure.</summary>
    public static double Figure(BinaryReader reader) => Figure(reader.ReadDouble());

    /// <summary>Reads a figure above 0.</summary>
    public static double Positive(BinaryReader reader) => Positive(reader.ReadDouble());

    /// <summary>A figure that is to be finite.</summary>
    public static double Figure(double figure) => double.IsFinite(figure) ? figure : throw new FormatException("a figure is not finite");

    /// <summary>A figure that is to be above 0.</summary>
    public static double Positive(double figure) => Figure(figure) > 0 ? figure : throw new FormatException("a figure is not above 0");

    /// <summary>Reads counts.</summary>
    public static DecayedCounts Counts(BinaryReader reader)
    {
        var counts = new DecayedCounts(Figure(reader), Figure(reader));
        return counts is { Good: >= 0, Bad: >= 0 } ? counts : throw new FormatException("a count is negative");
    }

    /// <summary>A number that is to be within bounds, both included.</summary>
    public static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new FormatException($"{value} stands where {least} to {most} may stand");
}
