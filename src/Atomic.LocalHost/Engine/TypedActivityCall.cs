using System.Text.Json;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <inheritdoc/>
internal sealed class TypedActivityCall<TInput, TOutput>(
    Execution execution, int taskId, ActivityRegistration<TInput, TOutput> activity, TInput input, ActivityRetry? retry)
    : ActivityCall(execution, taskId, activity.Definition.Name, activity.Definition.Effect, retry)
{
    private readonly TaskCompletionSource<TOutput> _source = new();
    private TOutput _result = default!;

    /// <summary>What orchestrator code awaits.</summary>
    public Task<TOutput> Task => _source.Task;

    /// <inheritdoc/>
    public override bool IsOf(System.Threading.Tasks.Task task) => ReferenceEquals(task, _source.Task);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> ResultJson() => JsonScratch.Write(_result, activity.Definition.OutputJson);

    /// <inheritdoc/>
    public override void Complete() => _source.TrySetResult(_result);

    /// <inheritdoc/>
    public override void Complete(ReadOnlySpan<byte> json) => _source.TrySetResult(JsonSerializer.Deserialize(json, activity.Definition.OutputJson)!);

    /// <inheritdoc/>
    public override void Fail(string reason) => _source.TrySetException(new ActivityFailedException(Name, reason));

    /// <inheritdoc/>
    protected override Task InvokeAsync(CancellationToken cancellationToken)
    {
        var running = activity.Handler(input, new ActivityInvocation(Execution.Instance.Id, Execution.Number, TaskId, Delivery), cancellationToken);
        if (!running.IsCompletedSuccessfully)
            return KeepAsync(running);
#pragma warning disable CA1849 // it has completed
        _result = running.Result;
#pragma warning restore CA1849
        return System.Threading.Tasks.Task.CompletedTask;
    }

    private async Task KeepAsync(Task<TOutput> running) => _result = await running.ConfigureAwait(false);
}
