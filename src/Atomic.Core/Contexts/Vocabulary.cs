using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>The buckets that a kind's inputs have had, each with a row of its own, so that what is kept grows with what was seen and no further than <see cref="ContextText.Buckets"/>.</summary>
internal sealed class Vocabulary
{
    /// <summary>The row of a bucket that was never seen.</summary>
    public const int None = -1;

    // Further ones do not change what a bucket tells.
    private const int MostInputs = 1 << 30;

    private readonly ushort[] _rowsPlusOne = new ushort[ContextText.Buckets];
    private readonly List<int> _buckets = [];
    private readonly List<int> _inputs = [];

    /// <summary>How many rows there are.</summary>
    public int Rows => _buckets.Count;

    /// <summary>The bucket's row, or <see cref="None"/>.</summary>
    /// <param name="bucket">The bucket.</param>
    public int RowOf(int bucket) => _rowsPlusOne[bucket] - 1;

    /// <summary>How many inputs had the bucket of that row; 0 for <see cref="None"/>.</summary>
    /// <param name="row">The row.</param>
    public int InputsWith(int row) => row < 0 ? 0 : _inputs[row];

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Rows);
        for (var row = 0; row < Rows; row++)
        {
            writer.Write((ushort)_buckets[row]);
            writer.Write7BitEncodedInt(_inputs[row]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <returns>The most inputs of any row.</returns>
    /// <exception cref="FormatException">It is no such state.</exception>
    public int Read(BinaryReader reader)
    {
        var most = 0;
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, ushort.MaxValue); left > 0; left--)
        {
            var bucket = reader.ReadUInt16();
            if (RowOf(bucket) >= 0) throw new FormatException("a bucket comes twice");
            var inputs = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, MostInputs);
            Add(bucket, inputs);
            most = Math.Max(most, inputs);
        }

        return most;
    }

    /// <summary>The bucket's row, after one more input with it. The last bucket of all has no room and stays unknown.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="inputs">How many more inputs.</param>
    public int Add(int bucket, int inputs = 1)
    {
        var row = RowOf(bucket);
        if (row >= 0)
        {
            _inputs[row] = Math.Min(_inputs[row] + inputs, MostInputs);
            return row;
        }

        if (Rows == ushort.MaxValue) return None;
        _buckets.Add(bucket);
        _inputs.Add(inputs);
        _rowsPlusOne[bucket] = (ushort)Rows;
        return Rows - 1;
    }
}
