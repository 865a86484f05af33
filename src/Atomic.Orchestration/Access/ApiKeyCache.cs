using System.Collections.Concurrent;

namespace Atomic.Orchestration.Access;

/// <summary>
/// Keys that were proven lately, so that the way of a request has no read of a store. Only who has a key's secret brings it in here, so that
/// nobody else can push keys out.
/// </summary>
/// <param name="time">Ages what is in it.</param>
internal sealed class ApiKeyCache(TimeProvider time)
{
    /// <summary>How many keys are kept at most.</summary>
    public const int Capacity = 4096;

    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, KnownApiKey> _keys = new(StringComparer.Ordinal);
    private long _revocations;

    /// <summary>How many revocations there were: a key that was read before one of them is not kept.</summary>
    public long Revocations => Volatile.Read(ref _revocations);

    /// <summary>The key of that id, where it was read lately.</summary>
    /// <param name="id">The id.</param>
    public KnownApiKey? Find(ReadOnlySpan<char> id) =>
        _keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var known) && !IsOld(known) ? known : null;

    /// <summary>Keeps a key, unless a key was taken back since it was read.</summary>
    /// <param name="known">The key.</param>
    /// <param name="revocations">What <see cref="Revocations"/> was before it was read.</param>
    public void Keep(KnownApiKey known, long revocations)
    {
        lock (_writing)
        {
            if (revocations != _revocations) return;
            if (_keys.Count >= Capacity) MakeRoom();
            _keys[known.Key.Id] = known;
        }
    }

    /// <summary>Lets a key go that was taken back.</summary>
    /// <param name="id">Its id.</param>
    public void Remove(string id)
    {
        lock (_writing)
        {
            _revocations++;
            _keys.TryRemove(id, out _);
        }
    }

    private bool IsOld(KnownApiKey known) => time.GetElapsedTime(known.ReadAt) >= ApiKeys.CacheTime;

    private void MakeRoom()
    {
        foreach (var (id, known) in _keys)
        {
            if (IsOld(known)) _keys.TryRemove(id, out _);
        }

        // All in use: any of them may be read again.
        if (_keys.Count >= Capacity) _keys.TryRemove(_keys.First().Key, out _);
    }
}
