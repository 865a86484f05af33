using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Access;

/// <summary>
/// Whether the house has keys at all; where it has none, it serves its own machine without one. Once it has one it never has none again: a revoked or
/// expired key still says that access was set up, and taking back the last key must not open the house.
/// </summary>
/// <param name="store">The keys.</param>
/// <param name="time">Says when to look again.</param>
internal sealed class ApiKeyPresence(IApiKeyStore store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<bool>? _look;
    private long _lookedAt;
    private volatile bool _isAny;

    /// <summary>Whether there is a key; one that another process made is seen within <see cref="ApiKeys.CacheTime"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<bool> IsAnyAsync(CancellationToken cancellationToken)
    {
        if (_isAny) return new(true);
        var look = CurrentLookAsync();
        return look.IsCompletedSuccessfully ? new(_isAny) : new(look.WaitAsync(cancellationToken));
    }

    /// <summary>Notes that a key was made.</summary>
    public void Note() => _isAny = true;

    /// <summary>One look serves all who ask while it lasts, and after it until it is old; one that failed serves nobody.</summary>
    private Task<bool> CurrentLookAsync()
    {
        lock (_lock)
        {
            var isOld = _look is null || _look.IsFaulted || (_look.IsCompleted && time.GetElapsedTime(_lookedAt) >= ApiKeys.CacheTime);
            if (!isOld) return _look!;
            _lookedAt = time.GetTimestamp();
            return _look = LookAsync();
        }
    }

    private async Task<bool> LookAsync()
    {
        if ((await store.ListAsync(tenant: null, CancellationToken.None)).Count > 0) _isAny = true;
        return _isAny;
    }
}
