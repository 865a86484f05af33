namespace Atomic.Core.Contexts;

/// <summary>Sums up similarities and picks the largest. One per thread, so that searching allocates next to nothing and needs no lock.</summary>
internal sealed class NeighbourSearch
{
    /// <summary>The most neighbours of an input.</summary>
    public const int MostNeighbours = 60;

    [ThreadStatic]
    private static NeighbourSearch? s_own;

    private readonly float[] _similarities = new float[ContextMemory.Capacity];
    private readonly int[] _touched = new int[ContextMemory.Capacity];
    private readonly PriorityQueue<int, (float Similarity, int Slot)> _nearest = new(MostNeighbours + 1);
    private int _count;

    /// <summary>A search of this thread; the one before must have ended with <see cref="Nearest"/>.</summary>
    public static NeighbourSearch Begin() => s_own ??= new NeighbourSearch();

    /// <summary>Adds to an input's similarity.</summary>
    /// <param name="slot">The input's place.</param>
    /// <param name="similarity">Above 0.</param>
    public void Add(int slot, float similarity)
    {
        ref var sum = ref _similarities[slot];
        if (sum == 0) _touched[_count++] = slot;
        sum += similarity;
    }

    /// <summary>The most similar inputs, the nearest first; ends the search.</summary>
    /// <param name="inputs">The inputs by place.</param>
    public Neighbour[] Nearest(List<RememberedInput> inputs)
    {
        // Of equally similar ones the place decides, so that the same memory gives the same neighbours everywhere.
        for (var i = 0; i < _count; i++)
        {
            var slot = _touched[i];
            if (_nearest.Count < MostNeighbours) _nearest.Enqueue(slot, (_similarities[slot], slot));
            else if (_nearest.TryPeek(out _, out var least) && _similarities[slot] >= least.Similarity) _nearest.EnqueueDequeue(slot, (_similarities[slot], slot));
        }

        var found = new Neighbour[_nearest.Count];
        while (_nearest.TryDequeue(out var slot, out var order))
            found[_nearest.Count] = new Neighbour(inputs[slot].Surprises, (double)order.Similarity * order.Similarity);
        for (var i = 0; i < _count; i++) _similarities[_touched[i]] = 0;
        _count = 0;
        return found;
    }
}
