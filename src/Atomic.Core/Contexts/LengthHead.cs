using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What the input tells of how long one bidder's answer is: a regression of the logarithm of one more than its output tokens on the figures of shape, and on words what
/// that leaves. What the average is, is the track record's to tell; this is learned around an average of the same memory.
/// </summary>
internal sealed class LengthHead
{
    // A figure of shape that is one deviation higher is not expected to make answers longer or shorter by more than a third.
    private const double SlopeVariance = 0.1;

    // One unusual answer may not outweigh all else.
    private const double Farthest = 2;

    private readonly LeastSquares _shape = new(TextShape.Count, SlopeVariance);
    private RowWeights _words = new();
    private ProvenShift _proven = new();
    private DecayedMoments _lengths;

    /// <summary>Answers learned, without forgetting.</summary>
    public long Outcomes { get; private set; }

    /// <summary>The late mean of the logarithm of one more than the output tokens.</summary>
    public double Mean => _lengths.Mean;

    /// <summary>What the input tells.</summary>
    /// <param name="reading">The input.</param>
    public LogShift ShiftOf(MeasureReading reading) => _proven.Scale == 0 ? new LogShift(0, 0, Outcomes) : new LogShift(_proven.Of(Predict(reading)), _proven.Narrowed, Outcomes);

    /// <summary>Learns the length of an answer.</summary>
    /// <param name="reading">The input.</param>
    /// <param name="rows">Its rows by now, <see cref="Vocabulary.None"/> for those without room.</param>
    /// <param name="outputTokens">Output tokens, not negative.</param>
    public void Learn(MeasureReading reading, ReadOnlySpan<int> rows, int outputTokens)
    {
        var logarithm = Math.Log(outputTokens + 1.0);
        if (Outcomes > 0)
        {
            var outcome = Math.Clamp(logarithm - _lengths.Mean, -Farthest, Farthest);
            var predicted = Predict(reading);
            _proven.Learn(predicted, outcome);
            _shape.Learn(reading.Shape, outcome);
            _words.Learn(rows, reading.Weights, outcome - predicted);
        }

        _lengths = _lengths.After(logarithm, TrackRecordUpdate.TimingRetention);
        Outcomes++;
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Outcomes);
        SnapshotFigures.Write(writer, _lengths);
        _shape.Write(writer);
        _words.Write(writer);
        _proven.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="rows">How many rows the vocabulary has.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static LengthHead Read(BinaryReader reader, int rows)
    {
        var head = new LengthHead { Outcomes = SnapshotFigures.Outcomes(reader), _lengths = SnapshotFigures.Moments(reader) };
        head._shape.Read(reader);
        head._words = RowWeights.Read(reader, rows);
        head._proven = ProvenShift.Read(reader);
        return head;
    }

    private double Predict(MeasureReading reading) => _shape.Predict(reading.Shape) + _words.Sum(reading.Rows, reading.Weights);
}
