using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What the input tells of how long one bidder takes: how its logarithm grows with those of the output tokens and of the input tokens. It is learned from the tokens that
/// came and bid with those that are expected, which by linearity is right on average; so a few answers tell of all inputs.
/// </summary>
internal sealed class LatencyHead
{
    // Twice as many tokens take between as long and twice as long.
    private const double SlopeVariance = 1;

    // One stall may not outweigh all else.
    private const double Farthest = 2;

    private readonly LeastSquares _tokens = new(2, SlopeVariance);
    private ProvenShift _proven = new();
    private DecayedMoments _seconds;
    private DecayedMoments _inputs;

    /// <summary>Timed attempts learned, without forgetting.</summary>
    public long Outcomes { get; private set; }

    /// <summary>What the input tells.</summary>
    /// <param name="length">What it tells of the answer's length, as a difference of logarithms.</param>
    public LogShift ShiftOf(double length)
    {
        var scale = _proven.Scale;
        return scale == 0
            ? new LogShift(0, 0, Outcomes)
            : new LogShift(_proven.Of(_tokens.Predict([length, 0])), _proven.Narrowed, Outcomes) { Slope = scale * _tokens.Slopes[2], MeanLogInput = _inputs.Mean };
    }

    /// <summary>Learns a latency.</summary>
    /// <param name="seconds">The latency, above 0.</param>
    /// <param name="isAtLeast">Whether it is at least that: learned only where more than was expected came.</param>
    /// <param name="inputTokens">The prompt's length in tokens, not negative.</param>
    /// <param name="expectedLength">What the input told of the answer's length, as a difference of logarithms.</param>
    /// <param name="length">The difference that came; null where that is not known.</param>
    public void Learn(double seconds, bool isAtLeast, int inputTokens, double expectedLength, double? length)
    {
        var logarithm = Math.Log(Math.Clamp(seconds, TrackRecordUpdate.ShortestSeconds, TrackRecordUpdate.LongestSeconds));
        var input = Math.Log(inputTokens + 1.0);
        if (isAtLeast && (Outcomes == 0 || logarithm <= _seconds.Mean + ShiftOf(expectedLength).At(inputTokens))) return;
        if (Outcomes > 0)
        {
            var outcome = Math.Clamp(logarithm - _seconds.Mean, -Farthest, Farthest);
            _proven.Learn(_tokens.Predict([expectedLength, input - _inputs.Mean]), outcome);
            _tokens.Learn([length ?? expectedLength, input - _inputs.Mean], outcome);
        }

        _seconds = _seconds.After(logarithm, TrackRecordUpdate.TimingRetention);
        _inputs = _inputs.After(input, TrackRecordUpdate.TimingRetention);
        Outcomes++;
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Outcomes);
        SnapshotFigures.Write(writer, _seconds);
        SnapshotFigures.Write(writer, _inputs);
        _tokens.Write(writer);
        _proven.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static LatencyHead Read(BinaryReader reader)
    {
        var head = new LatencyHead { Outcomes = SnapshotFigures.Outcomes(reader), _seconds = SnapshotFigures.Moments(reader), _inputs = SnapshotFigures.Moments(reader) };
        head._tokens.Read(reader);
        head._proven = ProvenShift.Read(reader);
        return head;
    }
}
