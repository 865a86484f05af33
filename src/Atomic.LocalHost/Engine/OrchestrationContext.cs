using System.Text.Json.Serialization.Metadata;
using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;
using Microsoft.Extensions.Logging;

namespace Atomic.LocalHost.Engine;

/// <summary>What orchestrator code sees of its execution.</summary>
internal sealed class OrchestrationContext(Execution execution) : IOrchestrationContext
{
    private int _guids;

    /// <inheritdoc/>
    public string InstanceId => execution.Instance.Id;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => execution.Now;

    /// <inheritdoc/>
    public bool IsReplaying => execution.IsReplaying;

    /// <inheritdoc/>
    public Guid NewGuid()
    {
        execution.RequireTurn();
        return DeterministicGuid.Create(InstanceId, execution.Number, _guids++);
    }

    /// <inheritdoc/>
    public Task<TOutput> CallActivityAsync<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, TInput input, ActivityRetry? retry = null)
    {
        execution.RequireTurn();
        var registration = execution.Instance.Services.Registry.Activity<TInput, TOutput>(activity.Name);
        var call = new TypedActivityCall<TInput, TOutput>(execution, execution.NextTaskId(), registration, input, retry);
        execution.Ask(call);
        return call.Task;
    }

    /// <inheritdoc/>
    public void LetGo(Task activity)
    {
        execution.RequireTurn();
        execution.LetGo(activity);
    }

    /// <inheritdoc/>
    public Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        execution.RequireTurn();
        var registration = execution.Instance.Services.Registry.Orchestration<TInput, TOutput>(orchestration.Name);
        var call = new TypedSubOrchestrationCall<TInput, TOutput>(execution, execution.NextTaskId(), orchestration, registration, instanceId, input);
        execution.Ask(call);
        return call.Task;
    }

    /// <inheritdoc/>
    public Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken)
    {
        execution.RequireTurn();
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        var timer = new TimerCall(execution, execution.NextTaskId(), fireAt.ToUniversalTime());
        execution.Ask(timer);
        if (cancellationToken.CanBeCanceled)
            cancellationToken.UnsafeRegister(static (state, token) => ((TimerCall)state!).Execution.CancelTimer((TimerCall)state, token), timer);
        return timer.Task;
    }

    /// <inheritdoc/>
    public Task<TEvent> WaitForExternalEventAsync<TEvent>(string name, JsonTypeInfo<TEvent> json)
    {
        execution.RequireTurn();
        return execution.Inbox.AskAsync(name, json);
    }

    /// <inheritdoc/>
    public void SetCustomStatus<TStatus>(TStatus status, JsonTypeInfo<TStatus> json, string label)
    {
        execution.RequireTurn();

        // What is replayed was published before, together with the history that is being replayed.
        if (execution.IsReplaying)
            return;
        var recorder = execution.Instance.Recorder;
        recorder.Change(recorder.Row with { CustomStatusJson = JsonScratch.Write(status, json).ToArray(), Label = label });
    }

    /// <inheritdoc/>
    public void ContinueAsNew<TInput>(TInput input, JsonTypeInfo<TInput> json)
    {
        execution.RequireTurn();
        execution.NextInput = JsonScratch.Write(input, json).ToArray();
    }

    /// <inheritdoc/>
    public ILogger CreateReplaySafeLogger(string category) =>
        new ReplaySafeLogger(execution.Instance.Services.LoggerFactory.CreateLogger(category), execution);
}
