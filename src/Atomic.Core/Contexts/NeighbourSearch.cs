namespace Atomic.Core.Contexts;

/// <summary>Sums up similarities and picks the largest. One per thread, so that searching allocates next to nothing and needs no lock.</summary>
internal sealed class NeighbourSearch
{
    /// <summary>The most neighbours of an input.</summary>
    public const int MostNeighbours = 60;

    [ThreadStatic]
    private static NeighbourSearch? s_own;

    private readonly float[] _similarities = new float[ContextMemory.Capacity];
    private readonly ulong[] _nearest = new ulong[MostNeighbours];

    /// <summary>A search of this thread; the one before must have ended with <see cref="Nearest"/>.</summary>
    public static NeighbourSearch Begin() => s_own ??= new NeighbourSearch();

    /// <summary>Adds to the similarity of the inputs that have a row.</summary>
    /// <param name="postings">The inputs.</param>
    /// <param name="weight">The row's weight in the input that is searched for.</param>
    public void Add(ReadOnlySpan<Posting> postings, float weight)
    {
        foreach (var posting in postings)
        {
            _similarities[posting.Slot] += posting.Weight * weight;
        }
    }

    /// <summary>The most similar inputs, the nearest first; ends the search.</summary>
    /// <param name="inputs">The inputs by place.</param>
    /// <param name="oldest">The place of the oldest.</param>
    public Neighbour[] Nearest(List<RememberedInput> inputs, int oldest)
    {
        var similarities = _similarities.AsSpan(0, inputs.Count);
        var (kept, least) = (0, float.Epsilon);
        for (var slot = 0; slot < similarities.Length; slot++)
        {
            if (similarities[slot] < least) continue;

            // Of equally similar ones the younger is nearer, wherever it stands: so a memory that was written and read gives the same ones. As bits, floats above 0 keep their order.
            var age = slot >= oldest ? slot - oldest : slot - oldest + inputs.Count;
            var key = ((ulong)BitConverter.SingleToUInt32Bits(similarities[slot]) << 32) | (uint)age;
            if (kept < MostNeighbours) RaiseAt(kept++, key);
            else if (key > _nearest[0]) LowerAtTop(key);
            if (kept == MostNeighbours) least = BitConverter.UInt32BitsToSingle((uint)(_nearest[0] >> 32));
        }

        similarities.Clear();
        var nearest = _nearest.AsSpan(0, kept);
        nearest.Sort();
        var found = new Neighbour[kept];
        for (var i = 0; i < kept; i++)
        {
            var (key, slot) = (nearest[kept - 1 - i], oldest + (int)(uint)nearest[kept - 1 - i]);
            var similarity = (double)BitConverter.UInt32BitsToSingle((uint)(key >> 32));
            found[i] = new Neighbour(inputs[slot < inputs.Count ? slot : slot - inputs.Count].Surprises, similarity * similarity);
        }

        return found;
    }

    // A heap whose least is on top.
    private void RaiseAt(int place, ulong key)
    {
        for (var parent = (place - 1) / 2; place > 0 && _nearest[parent] > key; parent = (place - 1) / 2)
        {
            _nearest[place] = _nearest[parent];
            place = parent;
        }

        _nearest[place] = key;
    }

    private void LowerAtTop(ulong key)
    {
        var place = 0;
        for (var child = 1; child < MostNeighbours; child = (2 * place) + 1)
        {
            if (child + 1 < MostNeighbours && _nearest[child + 1] < _nearest[child]) child++;
            if (_nearest[child] >= key) break;
            _nearest[place] = _nearest[child];
            place = child;
        }

        _nearest[place] = key;
    }
}
