using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Atomic.Functions.Orchestrations;

/// <summary>
/// What orchestrator code sees of an orchestration on Durable Task. Messages travel as <see cref="JsonElement"/>, written and read by the definitions'
/// own types: so that history holds the same JSON as on the local host, whatever serializer the worker is configured with. Nothing in here awaits
/// anything but what the inner context gives.
/// </summary>
internal sealed class TaskOrchestrationContextAdapter : IOrchestrationContext
{
    private readonly TaskOrchestrationContext _context;
    private readonly Journal _journal;
    private readonly CheckpointedStatus _status;
    private readonly ExternalEvents _events;

    /// <summary>Begins a run or a replay of it.</summary>
    /// <param name="context">The orchestration.</param>
    public TaskOrchestrationContextAdapter(TaskOrchestrationContext context)
    {
        _context = context;
        _journal = new Journal(() => UtcNow);
        _status = new CheckpointedStatus(_journal);
        _events = new ExternalEvents(context, _journal);
        context.SetCustomStatus(_status);
    }

    /// <inheritdoc/>
    public string InstanceId => _context.InstanceId;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => new(DateTime.SpecifyKind(_context.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <inheritdoc/>
    public bool IsReplaying => _context.IsReplaying;

    /// <inheritdoc/>
    public Guid NewGuid() => _context.NewGuid();

    /// <inheritdoc/>
    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, ActivityRetry? retry = null)
    {
        var taskId = _journal.NextTaskId();
        _journal.Append(HistoryEventType.TaskScheduled, taskId, activity.Name);
        var json = JsonSerializer.SerializeToElement(input, activity.InputJson);
        JsonElement result;
        try
        {
            result = await _context.CallActivityAsync<JsonElement>(activity.Name, json, RetryOptions.Of(retry));
        }
        catch (TaskFailedException failure)
        {
            throw Failed(HistoryEventType.TaskFailed, taskId, activity.Name, failure);
        }

        var output = result.Deserialize(activity.OutputJson)!;
        _journal.Append(HistoryEventType.TaskCompleted, taskId, payload: JsonSerializer.SerializeToElement(output, activity.OutputJson));
        return output;
    }

    /// <inheritdoc/>
    public async Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        var taskId = _journal.NextTaskId();
        _journal.Append(HistoryEventType.SubOrchestrationScheduled, taskId, orchestration.Name, Text(instanceId));
        var json = JsonSerializer.SerializeToElement(input, orchestration.InputJson);
        JsonElement result;
        try
        {
            result = await _context.CallSubOrchestratorAsync<JsonElement>(
                orchestration.Name, json, new SubOrchestrationOptions(instanceId: instanceId));
        }
        catch (TaskFailedException failure)
        {
            throw Failed(HistoryEventType.SubOrchestrationFailed, taskId, orchestration.Name, failure);
        }

        var output = result.Deserialize(JournalJson.Default.OutputEnvelope)!.Output.Deserialize(orchestration.OutputJson)!;
        _journal.Append(
            HistoryEventType.SubOrchestrationCompleted, taskId, payload: JsonSerializer.SerializeToElement(output, orchestration.OutputJson));
        return output;
    }

    /// <inheritdoc/>
    public async Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var taskId = _journal.NextTaskId();
        var fireAtUtc = fireAt.ToUniversalTime();
        _journal.Append(HistoryEventType.TimerCreated, taskId, payload: Text(fireAtUtc.ToString("O", CultureInfo.InvariantCulture)));

        try
        {
            await _context.CreateTimer(fireAtUtc.UtcDateTime, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _journal.Append(HistoryEventType.TimerCancelled, taskId);
            throw;
        }

        _journal.Append(HistoryEventType.TimerFired, taskId);
    }

    /// <inheritdoc/>
    public Task<TEvent> WaitForExternalEventAsync<TEvent>(string name, JsonTypeInfo<TEvent> json) => _events.NextAsync(name, json);

    /// <inheritdoc/>
    /// <remarks>Durable Task's queues deliver activities by themselves, whether or not anybody waits for them.</remarks>
    public void LetGo(Task activity)
    {
        // Nothing that could be taken back: see the remarks.
    }

    /// <inheritdoc/>
    public void SetCustomStatus<TStatus>(TStatus status, JsonTypeInfo<TStatus> json, string label) =>
        _status.Publish(JsonSerializer.SerializeToElement(status, json), label);

    /// <inheritdoc/>
    public void ContinueAsNew<TInput>(TInput input, JsonTypeInfo<TInput> json) =>
        _context.ContinueAsNew(JsonSerializer.SerializeToElement(input, json), preserveUnprocessedEvents: true);

    /// <inheritdoc/>
    public ILogger CreateReplaySafeLogger(string category) => _context.CreateReplaySafeLogger(category);

    /// <summary>What the instance returns: the orchestration's result, and all that led to it.</summary>
    /// <param name="output">The result.</param>
    /// <param name="json">How it is written.</param>
    public JsonElement Complete<TOutput>(TOutput output, JsonTypeInfo<TOutput> json)
    {
        // The result stands beside the journal, so that the event needs none.
        _journal.Append(HistoryEventType.ExecutionCompleted);
        var envelope = new OutputEnvelope(JsonSerializer.SerializeToElement(output, json), JournalText.Write(_journal.Entries));
        return JsonSerializer.SerializeToElement(envelope, JournalJson.Default.OutputEnvelope);
    }

    private ActivityFailedException Failed(HistoryEventType type, int taskId, string name, TaskFailedException failure)
    {
        var reason = failure.FailureDetails.ErrorMessage;
        _journal.Append(type, taskId, payload: Text(reason));
        return new ActivityFailedException(name, reason);
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, JournalJson.Default.String);
}
