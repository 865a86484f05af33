namespace Atomic.Core.Demonstrations;

/// <summary>The latest verified examples of one kind that may be shown to models. Choosing is safe beside choosing, not beside adding.</summary>
public sealed class DemonstrationPool
{
    /// <summary>The most examples; the one that came first leaves.</summary>
    public const int Capacity = 256;

    private readonly List<DemonstrationEntry> _entries = new(Capacity);
    private readonly DemonstrationIndex _index = new();

    /// <summary>The examples in the order in which they came.</summary>
    public IReadOnlyList<Demonstration> Examples => [.. _entries.Select(static entry => entry.Example)];

    /// <summary>Adds an example. A later one of the same microtask replaces the earlier, so that what was corrected is not shown any more.</summary>
    /// <param name="example">The example.</param>
    public void Add(Demonstration example)
    {
        Remove(_entries.FindIndex(entry => entry.Example.Source.MicrotaskId == example.Source.MicrotaskId));
        if (_entries.Count == Capacity) Remove(0);
        _entries.Add(_index.Add(example));
    }

    /// <summary>Takes back what was verified of a microtask.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public void Forget(string microtaskId) => Remove(_entries.FindIndex(entry => entry.Example.Source.MicrotaskId == microtaskId));

    /// <summary>Drops the examples of microtasks that were accepted before a time.</summary>
    /// <param name="time">The time.</param>
    public void ForgetBefore(DateTimeOffset time)
    {
        for (var place = _entries.Count - 1; place >= 0; place--)
        {
            if (_entries[place].Example.Source.AcceptedAt < time) Remove(place);
        }
    }

    /// <summary>The example that was chosen before; null where it is not here any more, or another was verified of its microtask since.</summary>
    /// <param name="shown">What was chosen.</param>
    public Demonstration? Find(ShownDemonstration shown) =>
        _entries.Find(entry => entry.Example.Source.MicrotaskId == shown.MicrotaskId && entry.Example.Hash == shown.Hash)?.Example;

    /// <summary>What is to be shown for an input, the most relevant last, next to the input; see <see cref="DemonstrationChoice"/>.</summary>
    /// <param name="request">For what, and for whom.</param>
    public IReadOnlyList<ChosenDemonstration> Choose(DemonstrationRequest request)
    {
        var permitted = _entries.Where(entry => request.Admits(entry.Example)).ToList();
        return DemonstrationChoice.Of(DemonstrationRanking.Of(permitted, DemonstrationTerms.Of(request.Text), _index, request.Vector), request);
    }

    private void Remove(int place)
    {
        if (place < 0) return;
        _index.Remove(_entries[place]);
        _entries.RemoveAt(place);
    }
}
