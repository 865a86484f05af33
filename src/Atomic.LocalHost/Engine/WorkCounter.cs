namespace Atomic.LocalHost.Engine;

/// <summary>Counts what is under way (turns, activities), so that a shutdown knows when nothing is. Thread-safe.</summary>
internal sealed class WorkCounter
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count = 1;

    /// <summary>Something begins.</summary>
    public void Enter() => Interlocked.Increment(ref _count);

    /// <summary>Something has ended.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            _idle.TrySetResult();
    }

    /// <summary>Completes when nothing is under way; called once, when nothing begins from outside any more.</summary>
    public Task DrainAsync()
    {
        Exit();
        return _idle.Task;
    }
}
