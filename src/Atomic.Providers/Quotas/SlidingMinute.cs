namespace Atomic.Providers.Quotas;

/// <summary>What was sent in the last 60 seconds, request by request: in no such span is more let through than the limits say. Not thread-safe.</summary>
internal sealed class SlidingMinute
{
    /// <summary>The span.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<QuotaEntry> _entries = new();
    private long _tokens;

    /// <summary>The requests of the last minute.</summary>
    /// <param name="now">Now.</param>
    public int Requests(DateTimeOffset now)
    {
        Forget(now);
        return _entries.Count;
    }

    /// <summary>The tokens of the last minute.</summary>
    /// <param name="now">Now.</param>
    public long Tokens(DateTimeOffset now)
    {
        Forget(now);
        return _tokens;
    }

    /// <summary>Counts a request.</summary>
    /// <param name="now">Now.</param>
    /// <param name="tokens">Its tokens, as far as they are known.</param>
    public QuotaEntry Add(DateTimeOffset now, int tokens)
    {
        var entry = new QuotaEntry(now, tokens);
        _entries.Enqueue(entry);
        _tokens += tokens;
        return entry;
    }

    /// <summary>Corrects a request's tokens; one that is forgotten stays so.</summary>
    /// <param name="entry">The request.</param>
    /// <param name="tokens">What it took in truth.</param>
    public void Correct(QuotaEntry entry, int tokens)
    {
        if (!entry.IsForgotten)
            _tokens += tokens - entry.Tokens;
        entry.Tokens = tokens;
    }

    /// <summary>When so many of the requests, and so many of the tokens, will have left the span.</summary>
    /// <param name="requests">How many requests are too many; not positive: none.</param>
    /// <param name="tokens">How many tokens are too many; not positive: none.</param>
    /// <param name="now">Now.</param>
    public DateTimeOffset FreeAt(long requests, long tokens, DateTimeOffset now)
    {
        foreach (var entry in _entries)
        {
            if (requests <= 0 && tokens <= 0)
                break;
            requests--;
            tokens -= entry.Tokens;
            now = entry.At + Length;
        }

        return now;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_entries.TryPeek(out var oldest) && oldest.At + Length <= now)
        {
            _entries.Dequeue();
            oldest.IsForgotten = true;
            _tokens -= oldest.Tokens;
        }
    }
}
