namespace Atomic.Client.Transport;

/// <summary>The time that a run waits in all; what ends by it is told apart from what its caller cancelled.</summary>
internal sealed class RunLimit : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;

    /// <summary>The limit, from now on.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">The caller's own.</param>
    public RunLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _clock = limit < TimeSpan.FromDays(1) ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    /// <summary>The microtask that is waited for, once it is known.</summary>
    public string? MicrotaskId { get; set; }

    /// <summary>Runs something within the limit.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="run">What is run.</param>
    /// <exception cref="AtomicClientException">The time is up.</exception>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> run)
    {
        try
        {
            return await run(_either.Token);
        }
        catch (OperationCanceledException failure) when (_clock.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            throw new AtomicClientException(
                AtomicClientException.RunTimeout,
                MicrotaskId is { } id
                    ? $"Microtask {id} has not ended within {_limit}; it goes on, and WaitAsync with its id waits for it again."
                    : $"The server has not accepted the microtask within {_limit}; raise RunTimeout, or look at the server.",
                failure) { MicrotaskId = MicrotaskId };
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            _caller.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}
