namespace Atomic.LocalHost.Engine;

/// <summary>
/// Runs orchestrator code and all its continuations on the thread of the turn, one after another in the order in which they became ready. A
/// continuation that comes from anywhere else belongs to a task that is not durable, and is refused.
/// </summary>
/// <param name="onForeign">Told of such a continuation; called on its thread.</param>
internal sealed class TurnSynchronizationContext(Action onForeign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private volatile int _thread;

    /// <summary>Whether the calling thread is in the turn.</summary>
    public bool IsInside => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs code and whatever it makes ready.</summary>
    public void Run<TState>(Action<TState> action, TState state)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            action(state);
            while (_ready.TryDequeue(out var next))
                next.Callback(next.State);
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(outer);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsInside)
            _ready.Enqueue((d, state));
        else
            onForeign();
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsInside)
            d(state);
        else
            onForeign();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}
