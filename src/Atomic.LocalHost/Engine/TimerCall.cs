using System.Globalization;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Timers;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>A timer that orchestrator code set.</summary>
internal sealed class TimerCall(Execution execution, int taskId, DateTimeOffset fireAt) : PendingAction(execution, taskId, HistoryEventType.TimerCreated, "")
{
    private readonly TaskCompletionSource _source = new();

    /// <summary>When it fires.</summary>
    public DateTimeOffset FireAt { get; } = fireAt;

    /// <summary>Its place in the queue of timers, once it has one.</summary>
    public TimerEntry? Entry { get; set; }

    /// <summary>Whether the code took it back.</summary>
    public bool IsCancelled => _source.Task.IsCanceled;

    /// <summary>What orchestrator code awaits.</summary>
    public Task Task => _source.Task;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> ScheduledPayload() => JsonScratch.WriteText(FireAt.ToString("O", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void Complete(ReadOnlySpan<byte> json) => _source.TrySetResult();

    /// <inheritdoc/>
    public override void Fail(string reason) => throw new InvalidOperationException("Timers do not fail.");

    /// <summary>Takes it back.</summary>
    public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);
}
