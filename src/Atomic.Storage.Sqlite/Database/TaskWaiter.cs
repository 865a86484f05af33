using Atomic.Core.Errors;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>Waits with a task.</summary>
internal sealed class TaskWaiter(long ticket) : DurableWaiter(ticket)
{
    // Continuations of callers must not hold up the other waiters of the group.
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the ticket.</summary>
    public Task Task => _source.Task;

    /// <inheritdoc/>
    public override void Complete(Exception? failure)
    {
        if (failure is null)
            _source.SetResult();
        else
            _source.SetException(new AtomicException((failure as AtomicException)?.Code ?? ErrorCodes.Internal, $"The change was not saved: {failure.Message}", failure));
    }
}
