using Atomic.Core.Bids;

namespace Atomic.Providers.Resilience;

/// <summary>
/// What is known of one model at one endpoint right now, in memory and shared by its bidders. A rate limit keeps it away until the time that the endpoint
/// said, or a growing one where it said none. Failures in a row make it rest for a growing time; after it one bid at a time probes, until an answer
/// comes. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class EndpointAvailability(TimeProvider time)
{
    /// <summary>That many failures in a row, and it rests.</summary>
    public const int FailuresBeforeRest = 5;

    /// <summary>The first rest; each further one is twice as long.</summary>
    public static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);

    /// <summary>The longest rest.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>A probing bid that has had no outcome for that long (it lost its auction) makes room for the next.</summary>
    public static readonly TimeSpan ProbeLease = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private DateTimeOffset _rateLimitedUntil;
    private DateTimeOffset _restsUntil;
    private DateTimeOffset _probeUntil;
    private int _rateLimits;
    private int _failures;
    private int _rests;

    /// <summary>Whether it may bid. Where it is to be probed, yes means that this bid is the probe.</summary>
    public AvailabilityState ForBid()
    {
        // The hot path of a healthy endpoint takes no lock: the fields are only ever non-zero after a failure.
        if (Volatile.Read(ref _failures) == 0 && Volatile.Read(ref _rateLimits) == 0)
            return AvailabilityState.Available;

        lock (_gate)
        {
            var now = time.GetUtcNow();
            var state = Current(now);
            if (!state.IsAvailable || (_rests == 0 && _failures < FailuresBeforeRest))
                return state;
            if (now < _probeUntil)
                return new AvailabilityState(NoBidReason.Unavailable, _probeUntil);
            _probeUntil = now + ProbeLease;
            return AvailabilityState.Available;
        }
    }

    /// <summary>Whether it may be called: not before the time of a rate limit or a rest has come.</summary>
    public AvailabilityState ForCall()
    {
        if (Volatile.Read(ref _failures) == 0 && Volatile.Read(ref _rateLimits) == 0)
            return AvailabilityState.Available;
        lock (_gate)
            return Current(time.GetUtcNow());
    }

    /// <summary>It answered, be it with a refusal: it is there.</summary>
    public void Answered()
    {
        if (Volatile.Read(ref _failures) == 0 && Volatile.Read(ref _rateLimits) == 0)
            return;
        lock (_gate)
        {
            // A late answer to an older call does not lift a rate limit that was announced since.
            if (time.GetUtcNow() >= _rateLimitedUntil)
                _rateLimits = 0;
            Recover();
        }
    }

    /// <summary>It asked to stay away.</summary>
    /// <param name="retryAfter">For how long; null where it did not say.</param>
    /// <returns>Whether this is news: it was not rate limited already.</returns>
    public bool RateLimited(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var isNews = now >= _rateLimitedUntil;
            if (retryAfter is null && !isNews)
                return false; // a burst of calls in flight is one limit, not many
            _rateLimits = Math.Min(_rateLimits + 1, 30);
            var until = now + (retryAfter ?? Growing(_rateLimits));
            if (until > _rateLimitedUntil)
                _rateLimitedUntil = until;
            Recover(); // it spoke, so it is there
            return isNews;
        }
    }

    /// <summary>It could not be reached, or failed.</summary>
    /// <returns>Whether a rest begins with this.</returns>
    public bool Failed()
    {
        lock (_gate)
        {
            _failures = Math.Min(_failures + 1, int.MaxValue - 1);
            var now = time.GetUtcNow();
            if (_failures < FailuresBeforeRest || now < _restsUntil)
                return false; // below the bar, or a straggler of the burst that caused the rest
            _rests = Math.Min(_rests + 1, 30);
            _restsUntil = now + Growing(_rests);
            _probeUntil = default;
            return true;
        }
    }

    private AvailabilityState Current(DateTimeOffset now)
    {
        if (now < _rateLimitedUntil)
            return new AvailabilityState(NoBidReason.RateLimited, _rateLimitedUntil);
        return now < _restsUntil ? new AvailabilityState(NoBidReason.Unavailable, _restsUntil) : AvailabilityState.Available;
    }

    private void Recover()
    {
        (_failures, _rests) = (0, 0);
        (_restsUntil, _probeUntil) = (default, default);
    }

    private static TimeSpan Growing(int times) => TimeSpan.FromTicks(Math.Min(FirstRest.Ticks << Math.Min(times - 1, 12), LongestRest.Ticks));
}
