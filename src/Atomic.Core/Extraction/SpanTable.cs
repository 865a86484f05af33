using System.Numerics;

namespace Atomic.Core.Extraction;

/// <summary>
/// Weights by feature and column, a row for each feature that has taught something; learned by AdaGrad (Duchi et al., JMLR 12 (2011) 2121-2159), under which rare features move fast and common
/// ones slowly. At most <see cref="MaxRows"/> rows: beyond them the known ones go on learning and new ones are ignored. Not safe for concurrent use.
/// </summary>
internal sealed class SpanTable
{
    /// <summary>The number of buckets of features.</summary>
    public const int Buckets = 1 << 16;

    /// <summary>The most rows.</summary>
    public const int MaxRows = 1 << 14;

    /// <summary>How far the first step of a weight goes. Chosen on generated corpora: docs/decisions/0027.</summary>
    private const float Rate = 0.1f;
    private const float LeastSquare = 1e-4f;

    private readonly Row?[] _rows = new Row[Buckets];

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>The row of a feature; null where it has taught nothing.</summary>
    public Row? this[int bucket] => _rows[bucket];

    /// <summary>Adds up the weights of features, by column.</summary>
    public void AddTo(ReadOnlySpan<int> buckets, Span<float> sums)
    {
        foreach (var bucket in buckets)
        {
            if (_rows[bucket] is not { } row) continue;
            var weights = row.Weights.AsSpan(0, Math.Min(row.Weights.Length, sums.Length));
            var i = 0;
            for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count) (new Vector<float>(sums[i..]) + new Vector<float>(weights[i..])).CopyTo(sums[i..]);
            for (; i < weights.Length; i++) sums[i] += weights[i];
        }
    }

    /// <summary>The share of features, 0 to 1, that have a row.</summary>
    public double KnownShare(ReadOnlySpan<int> buckets)
    {
        var known = 0;
        foreach (var bucket in buckets)
            if (_rows[bucket] is not null) known++;
        return buckets.IsEmpty ? 0 : (double)known / buckets.Length;
    }

    /// <summary>Moves the weights of features in one column against a slope.</summary>
    public void Move(ReadOnlySpan<int> buckets, int column, float slope)
    {
        foreach (var bucket in buckets)
        {
            if (RowFor(bucket, column) is not { } row) continue;
            row.Weights[column] -= Step(ref row.Squares[column], slope);
        }
    }

    /// <summary>AdaGrad's step for a weight that is kept elsewhere.</summary>
    /// <param name="squares">The sum of its squared slopes; this one is added.</param>
    /// <param name="slope">The slope of the loss.</param>
    public static float Step(ref float squares, float slope)
    {
        squares += slope * slope;
        return Rate * slope / MathF.Sqrt(squares + LeastSquare);
    }

    /// <summary>The row of a feature with room for a column; null where there is no row and no room for another.</summary>
    public Row? RowFor(int bucket, int column)
    {
        ref var row = ref _rows[bucket];
        if (row is null)
        {
            if (Rows == MaxRows) return null;
            row = new Row();
            Rows++;
        }

        row.Reach(column);
        return row;
    }

    /// <summary>The weights of a feature, with the sums of their squared slopes.</summary>
    public sealed class Row
    {
        /// <summary>Columns come in groups of so many.</summary>
        public const int Together = 6;

        /// <summary>By column; columns beyond are 0.</summary>
        public float[] Weights { get; private set; } = [];

        /// <summary>The sums of the squared slopes, by column.</summary>
        public float[] Squares { get; private set; } = [];

        /// <summary>Makes room for a column.</summary>
        public void Reach(int column)
        {
            if (column < Weights.Length) return;
            var length = ((column / Together) + 1) * Together;
            var (weights, squares) = (Weights, Squares);
            Array.Resize(ref weights, length);
            Array.Resize(ref squares, length);
            (Weights, Squares) = (weights, squares);
        }
    }
}
