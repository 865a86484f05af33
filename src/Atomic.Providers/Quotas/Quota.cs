namespace Atomic.Providers.Quotas;

/// <summary>One set of limits and what is used of it. Not thread-safe: the gate that it belongs to guards it.</summary>
/// <param name="limits">The limits.</param>
/// <param name="owner">Whose they are: <c>the bidder's</c>, <c>the endpoint's</c>.</param>
/// <param name="suffix">What the names of the options have at their end, at the endpoint.</param>
internal sealed class Quota(QuotaLimits limits, string owner, string suffix)
{
    private readonly SlidingMinute _minute = new();
    private int _inFlight;

    private bool HasMinute => limits.RequestsPerMinute is not null || limits.TokensPerMinute is not null;

    /// <summary>Whether so many tokens are more than a whole minute's.</summary>
    /// <param name="tokens">How many.</param>
    public bool IsTooSmallFor(int tokens) => tokens > limits.TokensPerMinute;

    /// <summary>What is missing for one more call; null where there is room.</summary>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    /// <param name="now">Now.</param>
    public QuotaShortage? Shortage(int tokens, DateTimeOffset now)
    {
        if (limits.TokensPerMinute is { } most && tokens > most)
            return new QuotaShortage($"{owner} quota of {most} tokens a minute (TokensPerMinute{suffix}), as this alone takes {tokens}", null);
        if (limits.Concurrency is { } calls && _inFlight >= calls)
            return new QuotaShortage($"{owner} quota of {calls} calls at once (MaxConcurrency{suffix})", null);
        return Window(tokens, now);
    }

    /// <summary>Takes room for a call.</summary>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    /// <param name="now">Now.</param>
    /// <returns>Its first request in the minute; null where no minute is bounded.</returns>
    public QuotaEntry? Take(int tokens, DateTimeOffset now)
    {
        _inFlight++;
        return HasMinute ? _minute.Add(now, tokens) : null;
    }

    /// <summary>What is missing in the minute for one more request; null where there is room.</summary>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    /// <param name="now">Now.</param>
    public QuotaShortage? Window(int tokens, DateTimeOffset now)
    {
        if (!HasMinute)
            return null;
        var requests = limits.RequestsPerMinute is { } mostRequests ? _minute.Requests(now) + 1L - mostRequests : 0;
        var excess = limits.TokensPerMinute is { } mostTokens ? _minute.Tokens(now) + tokens - mostTokens : 0;
        if (requests <= 0 && excess <= 0)
            return null;
        var what = requests > 0 ? $"{limits.RequestsPerMinute} requests a minute (RequestsPerMinute{suffix})" : $"{limits.TokensPerMinute} tokens a minute (TokensPerMinute{suffix})";
        return new QuotaShortage($"{owner} quota of {what}", _minute.FreeAt(requests, excess, now));
    }

    /// <summary>Counts a further request of a call under way.</summary>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    /// <param name="now">Now.</param>
    public QuotaEntry? Repeat(int tokens, DateTimeOffset now) => HasMinute ? _minute.Add(now, tokens) : null;

    /// <summary>Corrects a request's tokens.</summary>
    /// <param name="entry">The request; null: nothing.</param>
    /// <param name="tokens">What it took in truth.</param>
    public void Correct(QuotaEntry? entry, int tokens)
    {
        if (entry is not null)
            _minute.Correct(entry, tokens);
    }

    /// <summary>A call has ended.</summary>
    public void Release() => _inFlight--;
}
