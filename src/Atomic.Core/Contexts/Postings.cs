using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>In which remembered inputs a row occurs, in their order.</summary>
internal sealed class Postings
{
    private readonly List<Posting> _postings = [];
    private int _first;

    /// <summary>How many there are; some of the first may be forgotten since the row was learned last.</summary>
    public int Count => _postings.Count - _first;

    /// <summary>The inputs.</summary>
    public ReadOnlySpan<Posting> Kept => CollectionsMarshal.AsSpan(_postings)[_first..];

    /// <summary>Adds an input.</summary>
    /// <param name="posting">Its number and the row's weight in it.</param>
    /// <param name="oldest">The number of the oldest input that is remembered.</param>
    public void Add(Posting posting, long oldest)
    {
        while (_first < _postings.Count && _postings[_first].Number < oldest) _first++;
        if (_first > _postings.Count / 2)
        {
            // Half of it is forgotten: the rest is moved once, so that each entry is moved a bounded number of times.
            _postings.RemoveRange(0, _first);
            _first = 0;
        }

        _postings.Add(posting);
    }
}
