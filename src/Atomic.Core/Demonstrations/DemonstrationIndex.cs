namespace Atomic.Core.Demonstrations;

/// <summary>Which examples have a term, and how often: so that ranking costs what the input's terms have in common with examples.</summary>
internal sealed class DemonstrationIndex
{
    private readonly Dictionary<int, List<(DemonstrationEntry Entry, int Count)>> _postings = [];
    private readonly Stack<int> _freeSlots = new(Enumerable.Range(0, DemonstrationPool.Capacity).Reverse());
    private long _totalLength;
    private int _entries;

    /// <summary>How many examples there are.</summary>
    public int Entries => _entries;

    /// <summary>Their average length in terms.</summary>
    public double AverageLength => _entries == 0 ? 0 : (double)_totalLength / _entries;

    /// <summary>The examples that have a term.</summary>
    /// <param name="term">The term.</param>
    public IReadOnlyList<(DemonstrationEntry Entry, int Count)> Holding(int term) => _postings.TryGetValue(term, out var holding) ? holding : [];

    /// <summary>Adds an example; there is room for it.</summary>
    /// <param name="example">The example.</param>
    public DemonstrationEntry Add(Demonstration example)
    {
        var entry = new DemonstrationEntry(example, _freeSlots.Pop());
        for (var i = 0; i < entry.Terms.Distinct.Length; i++)
        {
            if (!_postings.TryGetValue(entry.Terms.Distinct[i], out var holding)) _postings.Add(entry.Terms.Distinct[i], holding = new(1));
            holding.Add((entry, entry.Terms.Counts[i]));
        }

        (_entries, _totalLength) = (_entries + 1, _totalLength + entry.Terms.Length);
        return entry;
    }

    /// <summary>Removes an example that was added.</summary>
    /// <param name="entry">The example.</param>
    public void Remove(DemonstrationEntry entry)
    {
        foreach (var term in entry.Terms.Distinct)
        {
            var holding = _postings[term];
            holding.RemoveAt(holding.FindIndex(posting => ReferenceEquals(posting.Entry, entry)));
            if (holding.Count == 0) _postings.Remove(term);
        }

        _freeSlots.Push(entry.Slot);
        (_entries, _totalLength) = (_entries - 1, _totalLength - entry.Terms.Length);
    }
}
