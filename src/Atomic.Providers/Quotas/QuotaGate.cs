namespace Atomic.Providers.Quotas;

/// <summary>
/// Admits the calls to one model at one endpoint within its quotas, so that they are never found out by a 429. Exact under concurrency within this process;
/// several instances divide a quota between them. Whoever waits is let through in order, as soon as there is room for him.
/// </summary>
internal sealed class QuotaGate
{
    /// <summary>A longer wait than that is not waited for: the attempt ends, and another bidder gets the work.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly LinkedList<QuotaWaiter> _waiting = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <summary>A gate.</summary>
    /// <param name="time">The clock.</param>
    public QuotaGate(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static gate => ((QuotaGate)gate!).LetThrough(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is missing for one more call; null where there is room.</summary>
    /// <param name="quotas">The quotas that it would count in.</param>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    public QuotaShortage? Shortage(IReadOnlyList<Quota> quotas, int tokens)
    {
        lock (_lock)
            return Missing(quotas, tokens, _time.GetUtcNow());
    }

    /// <summary>Takes room for a call, and waits a moment for it where there is none.</summary>
    /// <param name="quotas">The quotas that it counts in.</param>
    /// <param name="tokens">The tokens that it is expected to take.</param>
    /// <param name="longest">How long is waited at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lease, or what is missing.</returns>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<(QuotaLease? Lease, QuotaShortage Shortage)> TakeAsync(
        IReadOnlyList<Quota> quotas, int tokens, TimeSpan longest, CancellationToken cancellationToken)
    {
        QuotaShortage shortage;
        QuotaWaiter waiter;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            // Nobody overtakes: who comes now waits behind those who wait for the same.
            if (Missing(quotas, tokens, now) is not { } missing)
            {
                if (!_waiting.Any(other => other.Quotas.Intersect(quotas).Any()))
                    return (Take(quotas, tokens, now), default);
                missing = new QuotaShortage("the quota, for which others wait already", null);
            }

            shortage = missing;
            if (longest <= TimeSpan.Zero || !IsWorthWaiting(quotas, tokens, missing, now + longest))
                return (null, missing);
            waiter = new QuotaWaiter(quotas, tokens);
            waiter.Place = _waiting.AddLast(waiter);
            SetTimer(now);
        }

        return (await WaitAsync(waiter, longest, cancellationToken), shortage);
    }

    /// <summary>Takes room for one more request of a call under way.</summary>
    /// <param name="lease">The call's.</param>
    public bool TryRepeat(QuotaLease lease)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (lease.Quotas.Any(quota => quota.Window(lease.Tokens, now) is not null))
                return false;
            for (var index = 0; index < lease.Quotas.Count; index++)
                lease.Entries[index] = lease.Quotas[index].Repeat(lease.Tokens, now);
            return true;
        }
    }

    /// <summary>A call has ended.</summary>
    /// <param name="lease">The call's.</param>
    /// <param name="actual">The tokens that its last request took; null where that is not known.</param>
    public void End(QuotaLease lease, int? actual)
    {
        lock (_lock)
        {
            for (var index = 0; index < lease.Quotas.Count; index++)
            {
                lease.Quotas[index].Release();
                if (actual is { } tokens)
                    lease.Quotas[index].Correct(lease.Entries[index], tokens);
            }
        }

        LetThrough();
    }

    private async ValueTask<QuotaLease?> WaitAsync(QuotaWaiter waiter, TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            return await waiter.Lease.WaitAsync(longest, _time, cancellationToken);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
            {
                if (waiter.Place!.List is not null)
                    _waiting.Remove(waiter.Place);
            }

            // It may have been let through at this very moment.
            if (waiter.Lease.IsCompletedSuccessfully && end is TimeoutException)
                return await waiter.Lease;
            if (waiter.Lease.IsCompletedSuccessfully)
                End(await waiter.Lease, actual: 0);
            return end is TimeoutException ? null : throw new OperationCanceledException(cancellationToken);
        }
    }

    private void LetThrough()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            for (var place = _waiting.First; place is not null;)
            {
                var waiter = place.Value;
                var next = place.Next;
                if (Missing(waiter.Quotas, waiter.Tokens, now) is null)
                {
                    _waiting.Remove(place);
                    waiter.LetThrough(Take(waiter.Quotas, waiter.Tokens, now));
                }

                place = next;
            }

            SetTimer(now);
        }
    }

    // Calls that end let others through by themselves; that a minute passes has to be looked for.
    private void SetTimer(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var waiter in _waiting)
        {
            if (Missing(waiter.Quotas, waiter.Tokens, now)?.Until is { } until && (next is null || until < next))
                next = until;
        }

        if (next is { } at)
            _timer.Change(at > now ? at - now : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private QuotaLease Take(IReadOnlyList<Quota> quotas, int tokens, DateTimeOffset now)
    {
        var lease = new QuotaLease(this, quotas, tokens);
        for (var index = 0; index < quotas.Count; index++)
            lease.Entries[index] = quotas[index].Take(tokens, now);
        return lease;
    }

    private static QuotaShortage? Missing(IReadOnlyList<Quota> quotas, int tokens, DateTimeOffset now)
    {
        foreach (var quota in quotas)
        {
            if (quota.Shortage(tokens, now) is { } shortage)
                return shortage;
        }

        return null;
    }

    // A call that ends may make room at any moment; a minute does not pass any faster, and what is more than a minute's quota never fits.
    private static bool IsWorthWaiting(IReadOnlyList<Quota> quotas, int tokens, QuotaShortage shortage, DateTimeOffset latest) =>
        shortage.Until is { } until ? until <= latest : !quotas.Any(quota => quota.IsTooSmallFor(tokens));
}
