using System.Runtime.InteropServices;
using Atomic.Core.Contexts;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>The last vectors of a kind with what was surprising about their outcomes, found again by cosine. Bounded: the oldest leaves. Reading is safe beside reading, not beside learning.</summary>
internal sealed class VectorMemory
{
    /// <summary>The most vectors.</summary>
    public const int Capacity = 2_048;

    /// <summary>The most neighbours of an input.</summary>
    public const int MostNeighbours = 60;

    private readonly List<RememberedVector> _vectors = [];
    private int _oldest;

    /// <summary>The most similar ones; their weight is the square of the cosine.</summary>
    /// <param name="figures">What is searched for, rounded.</param>
    public List<Neighbour> Find(ReadOnlySpan<sbyte> figures)
    {
        var length = SignedFigures.LengthOf(figures);
        var nearest = new PriorityQueue<int, double>(MostNeighbours);
        for (var age = 0; age < _vectors.Count; age++)
        {
            var slot = SlotOf(_vectors.Count - 1 - age); // the youngest first: of equally similar ones it is nearer
            var cosine = SignedFigures.Dot(figures, _vectors[slot].Figures) / (length * _vectors[slot].Length);
            if (cosine <= 0) continue;
            if (nearest.Count < MostNeighbours) nearest.Enqueue(slot, cosine);
            else if (nearest.TryPeek(out _, out var least) && cosine > least) nearest.DequeueEnqueue(slot, cosine);
        }

        var found = new List<Neighbour>(nearest.Count);
        while (nearest.TryDequeue(out var slot, out var cosine)) found.Add(new Neighbour(_vectors[slot].Surprises, cosine * cosine));
        return found;
    }

    /// <summary>Remembers a vector; once there is no more room the oldest is forgotten.</summary>
    /// <param name="figures">The vector, rounded.</param>
    /// <param name="surprises">What was surprising.</param>
    public void Add(sbyte[] figures, Surprise[] surprises)
    {
        var remembered = new RememberedVector(figures, SignedFigures.LengthOf(figures), surprises);
        if (_vectors.Count < Capacity)
        {
            _vectors.Add(remembered);
            return;
        }

        _vectors[_oldest] = remembered;
        _oldest = (_oldest + 1) % Capacity;
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_vectors.Count);
        for (var place = 0; place < _vectors.Count; place++)
        {
            var remembered = _vectors[SlotOf(place)];
            writer.Write(MemoryMarshal.AsBytes(remembered.Figures.AsSpan()));
            writer.Write7BitEncodedInt(remembered.Surprises.Length);
            foreach (var surprise in remembered.Surprises)
            {
                writer.Write7BitEncodedInt(surprise.Head);
                writer.Write(surprise.Residual);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="figures">How many figures a vector has.</param>
    /// <param name="heads">How many bidders there are.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader, int figures, int heads)
    {
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, Capacity); left > 0; left--)
        {
            var own = new sbyte[figures];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(own.AsSpan()));
            var surprises = new Surprise[SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, heads)];
            for (var i = 0; i < surprises.Length; i++)
                surprises[i] = new Surprise(SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, heads - 1), SnapshotFigures.UpTo(reader.ReadSingle(), -1, 1));
            Add(own, surprises);
        }
    }

    private int SlotOf(int place) => (_oldest + place) % _vectors.Count;
}
