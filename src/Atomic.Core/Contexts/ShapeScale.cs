using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>Brings the figures of shape to mean 0 and deviation 1 over the inputs of a kind, as far as they are known; running moments after Welford (Technometrics 4 (1962) 419-420).</summary>
internal sealed class ShapeScale
{
    // Before anything is known a figure is taken to spread by this much; that counts for so many inputs.
    private const double PriorVariance = 1;
    private const double PriorWeight = 10;

    // One unusual input may not outweigh all else.
    private const double Farthest = 4;

    private readonly double[] _means = new double[TextShape.Count];
    private readonly double[] _squares = new double[TextShape.Count];

    /// <summary>Inputs that were taken in.</summary>
    public double Inputs { get; private set; }

    /// <summary>The figures as distances from the mean in deviations, within ±4; zeros before the first input.</summary>
    /// <param name="shape">The figures.</param>
    /// <param name="into">Room for them.</param>
    public void Standardise(ReadOnlySpan<double> shape, Span<double> into)
    {
        for (var i = 0; i < TextShape.Count; i++)
        {
            var deviation = Math.Sqrt((_squares[i] + (PriorVariance * PriorWeight)) / (Inputs + PriorWeight));
            into[i] = Inputs > 0 ? Math.Clamp((shape[i] - _means[i]) / deviation, -Farthest, Farthest) : 0;
        }
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Inputs);
        SnapshotFigures.Write(writer, _means);
        SnapshotFigures.Write(writer, _squares);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader)
    {
        Inputs = SnapshotFigures.Figure(reader);
        SnapshotFigures.Read(reader, _means);
        SnapshotFigures.Read(reader, _squares);
        if (Inputs < 0 || Array.Exists(_squares, static square => square < 0)) throw new FormatException("a sum of squares is negative");
    }

    /// <summary>Takes an input in.</summary>
    /// <param name="shape">Its figures.</param>
    public void Add(ReadOnlySpan<double> shape)
    {
        Inputs++;
        for (var i = 0; i < TextShape.Count; i++)
        {
            var delta = shape[i] - _means[i];
            _means[i] += delta / Inputs;
            _squares[i] += delta * (shape[i] - _means[i]);
        }
    }
}
