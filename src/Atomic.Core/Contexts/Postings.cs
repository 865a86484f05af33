using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>In which remembered inputs a row occurs, the oldest first.</summary>
internal sealed class Postings
{
    // Room that nobody needs is given back once it is so many times what is kept.
    private const int MostSpare = 4;

    private readonly List<Posting> _postings = [];
    private int _first;

    /// <summary>How many there are.</summary>
    public int Count => _postings.Count - _first;

    /// <summary>The inputs.</summary>
    public ReadOnlySpan<Posting> Kept => CollectionsMarshal.AsSpan(_postings)[_first..];

    /// <summary>Adds an input.</summary>
    /// <param name="posting">Its place and the row's weight in it.</param>
    public void Add(Posting posting) => _postings.Add(posting);

    /// <summary>Forgets the oldest input.</summary>
    public void Forget()
    {
        _first++;
        if (_first <= _postings.Count / 2) return;

        // Half of it is forgotten: the rest is moved once, so that each entry is moved a bounded number of times.
        _postings.RemoveRange(0, _first);
        _first = 0;
        if (_postings.Capacity > MostSpare * _postings.Count) _postings.TrimExcess();
    }
}
