using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// The last inputs of a kind with what was surprising about their outcomes, found again by the cosine of their words (nearest neighbours are a strong
/// baseline for routing: Li et al., arXiv 2505.12601). Bounded: the oldest leaves. Reading is safe beside reading, not beside learning.
/// </summary>
internal sealed class ContextMemory
{
    /// <summary>The most inputs.</summary>
    public const int Capacity = 4_096;

    // Whoever shares only words that every fifth input has is no neighbour.
    private const double CommonShare = 0.2;
    private const int FewestInputs = 10;

    // The weights of an input are a vector of length one, but for rounding.
    private const float MostWeight = 1.001f;

    private readonly List<Postings> _byRow = [];
    private readonly List<RememberedInput> _inputs = [];
    private int _oldest;

    /// <summary>What is remembered, the oldest first.</summary>
    public IEnumerable<RememberedInput> Inputs => _inputs.Skip(_oldest).Concat(_inputs.Take(_oldest));

    /// <summary>The most similar inputs, the nearest first.</summary>
    /// <param name="rows">An input's rows.</param>
    /// <param name="weights">Their weights.</param>
    public Neighbour[] Find(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights)
    {
        var common = Math.Max(FewestInputs, CommonShare * _inputs.Count);
        var search = NeighbourSearch.Begin();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0 && rows[i] < _byRow.Count && _byRow[rows[i]] is var postings && postings.Count <= common) search.Add(postings.Kept, weights[i]);
        }

        return search.Nearest(_inputs, _oldest);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_inputs.Count);
        foreach (var input in Inputs)
        {
            writer.Write7BitEncodedInt(input.Rows.Length);
            for (var i = 0; i < input.Rows.Length; i++)
            {
                writer.Write(input.Rows[i]);
                writer.Write(input.Weights[i]);
            }

            writer.Write7BitEncodedInt(input.Surprises.Length);
            foreach (var surprise in input.Surprises)
            {
                writer.Write7BitEncodedInt(surprise.Head);
                writer.Write(surprise.Residual);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="rows">How many rows the vocabulary has.</param>
    /// <param name="heads">How many bidders there are.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader, int rows, int heads)
    {
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, Capacity); left > 0; left--)
        {
            var count = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, ContextText.MaxDistinct);
            var (known, weights) = (new ushort[count], new float[count]);
            for (var i = 0; i < count; i++)
                (known[i], weights[i]) = ((ushort)SnapshotFigures.Within(reader.ReadUInt16(), 0, rows - 1), SnapshotFigures.UpTo(reader.ReadSingle(), 0, MostWeight));
            var surprises = new Surprise[SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, heads)];
            for (var i = 0; i < surprises.Length; i++)
                surprises[i] = new Surprise(SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, heads - 1), SnapshotFigures.UpTo(reader.ReadSingle(), -1, 1));
            Add(new RememberedInput(known, weights, surprises));
        }
    }

    /// <summary>Remembers an input; once there is no more room the oldest is forgotten.</summary>
    /// <param name="input">The input.</param>
    public void Add(RememberedInput input)
    {
        var slot = _inputs.Count;
        if (slot < Capacity)
        {
            _inputs.Add(input);
        }
        else
        {
            slot = _oldest;
            foreach (var row in _inputs[slot].Rows) _byRow[row].Forget();
            _inputs[slot] = input;
            _oldest = (slot + 1) % Capacity;
        }

        for (var i = 0; i < input.Rows.Length; i++)
        {
            while (_byRow.Count <= input.Rows[i]) _byRow.Add(new Postings());
            _byRow[input.Rows[i]].Add(new Posting(slot, input.Weights[i]));
        }
    }
}
