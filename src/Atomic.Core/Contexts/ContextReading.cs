using Atomic.Core.Embeddings;

namespace Atomic.Core.Contexts;

/// <summary>An input as the model of its kind reads it at one moment: the same for all bidders.</summary>
public sealed class ContextReading
{
    private readonly double[] _weighted;
    private readonly double[] _weights;
    private double[]? _wordsShifts;
    private VectorReading? _vectorReading;

    internal ContextReading(ContextFeatures features, float[] weights, int[] rows, double[] shape, ReadOnlySpan<Neighbour> neighbours, int heads)
    {
        (Features, Weights, Rows, Shape) = (features, weights, rows, shape);
        (_weighted, _weights, Shifts) = (new double[heads], new double[heads], new double[heads]);
        foreach (var neighbour in neighbours)
        {
            Resemblance += neighbour.Weight;
            foreach (var surprise in neighbour.Surprises)
            {
                _weighted[surprise.Head] += neighbour.Weight * surprise.Residual;
                _weights[surprise.Head] += neighbour.Weight;
            }
        }
    }

    /// <summary>How much resembles it among what is remembered: the sum of the squared cosines of its neighbours.</summary>
    public double Resemblance { get; }

    /// <summary>What each bidder's own head makes of it, by the bidder's number, as differences of log odds.</summary>
    internal double[] Shifts { get; }

    /// <summary>Their mean; 0 where there is none.</summary>
    internal double MeanShift => Shifts.Length == 0 ? 0 : Shifts.Sum() / Shifts.Length;

    /// <summary>The same as what is known of lengths and latencies reads it; null where nothing is.</summary>
    internal MeasureReading? Measured { get; init; }

    /// <summary>What its text means; null where that is not known.</summary>
    internal InputVector? Vector { get; private set; }

    /// <summary>The features.</summary>
    internal ContextFeatures Features { get; }

    /// <summary>The buckets' weights by rarity, whose squares sum to one.</summary>
    internal float[] Weights { get; }

    /// <summary>The buckets' rows in the vocabulary.</summary>
    internal int[] Rows { get; }

    /// <summary>The standardised figures of shape.</summary>
    internal double[] Shape { get; }

    /// <summary>What a bidder's own head makes of it; 0 for a bidder that came later.</summary>
    /// <param name="head">The bidder's number.</param>
    internal double ShiftOf(int head) => head < Shifts.Length ? Shifts[head] : 0;

    /// <summary>The mean surprise of a bidder at similar inputs; 0 for a bidder that came later.</summary>
    /// <param name="head">The bidder's number.</param>
    internal double SurpriseOf(int head) => head < _weights.Length ? ContextHead.MeanSurprise(_weighted[head], _weights[head]) : 0;

    /// <summary>Takes what the text means into account beside its words.</summary>
    /// <param name="vector">What it means.</param>
    /// <param name="read">The same, read; null where nothing was learned of such vectors.</param>
    /// <param name="numbers">The bidders' numbers.</param>
    internal void Take(InputVector vector, VectorReading? read, Dictionary<string, int> numbers)
    {
        (Vector, _vectorReading) = (vector, read);
        if (read is null) return;
        _wordsShifts = [.. Shifts];
        foreach (var (bidderId, number) in numbers) Shifts[number] = read.Space.ShiftOf(read, bidderId, _wordsShifts[number]);
    }

    /// <summary>What a bidder's own head makes of the words alone; 0 for a bidder that came later.</summary>
    /// <param name="head">The bidder's number.</param>
    internal double WordsShiftOf(int head) => head < Shifts.Length ? (_wordsShifts ?? Shifts)[head] : 0;

    /// <summary>The embedding model whose vector told of that bidder; null where none did.</summary>
    /// <param name="bidderId">The bidder.</param>
    internal string? EmbeddingOf(string bidderId) => _vectorReading?.Space.OutcomesOf(bidderId) > 0 ? _vectorReading.Space.Model : null;
}
