using System.Text.Json;
using System.Threading.Channels;
using Atomic.Functions.Orchestrations;
using Atomic.Orchestration.Durable;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreEvent = DurableTask.Core.History.HistoryEvent;
using CoreStatus = DurableTask.Core.OrchestrationStatus;

namespace Atomic.Functions.Tests.Doubles;

/// <summary>
/// One orchestration as Durable Task runs it: each new event leads to a turn, each turn replays the code from the beginning over all history, and only
/// what the turn writes at its end is kept. Activities come back as new events.
/// </summary>
internal sealed class DurableTaskDouble<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> definition, string instanceId, TInput input, DateTimeOffset startedAt)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Channel<CoreEvent> _coming = Channel.CreateUnbounded<CoreEvent>();
    private readonly string _input = JsonSerializer.Serialize(JsonSerializer.SerializeToElement(input, definition.InputJson));
    private int _asked;
    private int _replayed;

    /// <summary>Durable history.</summary>
    public List<CoreEvent> History { get; } = [];

    /// <summary>The custom status as it was written at the end of each turn.</summary>
    public List<string> Checkpoints { get; } = [];

    /// <summary>What the code asked for.</summary>
    public IReadOnlyList<AskedCall> Asked { get; private set; } = [];

    /// <summary>The time of the next event.</summary>
    public DateTimeOffset Now { get; set; } = startedAt;

    /// <summary>Runs an activity; its JSON result, or an exception that becomes its failure.</summary>
    public Func<string, JsonElement, Task<JsonElement>> OnActivity { get; set; } = (name, _) => throw new InvalidOperationException($"No activity {name}.");

    /// <summary>Called after each turn.</summary>
    public Action OnTurn { get; set; } = static () => { };

    public OrchestrationMetadata Metadata { get; private set; } = null!;

    public (string Input, bool KeepsEvents)? NextRun { get; private set; }

    public void Raise(string name, string payload) => _coming.Writer.TryWrite(new EventRaisedEvent(-1, payload) { Name = name });

    public void Fire(int timer) => _coming.Writer.TryWrite(new TimerFiredEvent(-1) { TimerId = timer });

    public void CompleteChild(int id, string result) => _coming.Writer.TryWrite(new SubOrchestrationInstanceCompletedEvent(-1, id, result));

    public void FailChild(int id, string reason) =>
        _coming.Writer.TryWrite(new SubOrchestrationInstanceFailedEvent(-1, id, "It failed.", null, new FailureDetails("Error", reason, null, null, false)));

    /// <summary>Runs to the end.</summary>
    public async Task RunAsync()
    {
        using var bound = new CancellationTokenSource(Bound);
        Add(new ExecutionStartedEvent(-1, _input) { Name = definition.Name });
        while (!Turn())
            Add(await _coming.Reader.ReadAsync(bound.Token));
    }

    private void Add(CoreEvent entry)
    {
        entry.Timestamp = Now.UtcDateTime;
        History.Add(entry);
    }

    private bool Turn()
    {
        var context = new ScriptedTaskOrchestrationContext(instanceId, _input);
        var run = Replay(context);
        Asked = [.. context.Asked];
        Checkpoints.Add(JsonSerializer.Serialize(context.CustomStatus));
        if (run.IsCompleted)
            End(run, context);
        else
            Schedule();
        Metadata = MetadataOf(run, context);
        OnTurn();
        return run.IsCompleted;
    }

    private Task<JsonElement> Replay(ScriptedTaskOrchestrationContext context)
    {
        var turn = new TurnContext();
        Task<JsonElement>? run = null;
        for (var i = 0; i < History.Count; i++)
        {
            var entry = History[i];
            (context.Now, context.Replaying) = (entry.Timestamp, i < _replayed);
            if (entry is ExecutionStartedEvent)
                turn.Run(() => run = OrchestrationRun.RunAsync(definition, context));
            else
                turn.Run(() => Feed(context, entry));
        }

        _replayed = History.Count;
        return run!;
    }

    private static void Feed(ScriptedTaskOrchestrationContext context, CoreEvent entry)
    {
        switch (entry)
        {
            case TaskCompletedEvent task:
                context.Complete(task.TaskScheduledId, task.Result);
                break;
            case TaskFailedEvent task:
                context.Fail(task.TaskScheduledId, Details(task.FailureDetails!));
                break;
            case SubOrchestrationInstanceCompletedEvent child:
                context.Complete(child.TaskScheduledId, child.Result);
                break;
            case SubOrchestrationInstanceFailedEvent child:
                context.Fail(child.TaskScheduledId, Details(child.FailureDetails!));
                break;
            case TimerFiredEvent timer:
                context.Complete(timer.TimerId, "{}");
                break;
            case EventRaisedEvent raised:
                context.Raise(raised.Name, raised.Input);
                break;
        }
    }

    private void Schedule()
    {
        foreach (var call in Asked.Skip(_asked))
        {
            switch (call.Kind)
            {
                case AskedKind.Activity:
                    Add(new TaskScheduledEvent(call.Id, call.Name));
                    _ = RunActivityAsync(call);
                    break;
                case AskedKind.SubOrchestration:
                    Add(new SubOrchestrationInstanceCreatedEvent(call.Id) { Name = call.Name, InstanceId = ((SubOrchestrationOptions)call.Options!).InstanceId });
                    break;
                default:
                    Add(new TimerCreatedEvent(call.Id, JsonSerializer.Deserialize<DateTime>(call.Input)));
                    break;
            }
        }

        _asked = Asked.Count;
    }

    private async Task RunActivityAsync(AskedCall call)
    {
        CoreEvent entry;
        try
        {
            var result = await OnActivity(call.Name, JsonElement.Parse(call.Input));
            entry = new TaskCompletedEvent(-1, call.Id, JsonSerializer.Serialize(result));
        }
        catch (Exception failure)
        {
            entry = new TaskFailedEvent(-1, call.Id, "It failed.", null, new FailureDetails(failure.GetType().FullName!, failure.Message, null, null, false));
        }

        _coming.Writer.TryWrite(entry);
    }

    private void End(Task<JsonElement> run, ScriptedTaskOrchestrationContext context)
    {
        NextRun = context.NextRun;
        Add(run.IsCompletedSuccessfully
            ? new ExecutionCompletedEvent(Asked.Count, JsonSerializer.Serialize(run.Result), CoreStatus.Completed)
            : new ExecutionCompletedEvent(
                Asked.Count, null, CoreStatus.Failed, new FailureDetails("Error", run.Exception!.InnerException!.Message, null, null, false)));
    }

    private OrchestrationMetadata MetadataOf(Task<JsonElement> run, ScriptedTaskOrchestrationContext context) => new(definition.Name, instanceId)
    {
        RuntimeStatus = run.IsFaulted ? OrchestrationRuntimeStatus.Failed : run.IsCompleted ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Running,
        CreatedAt = new DateTimeOffset(History[0].Timestamp, TimeSpan.Zero),
        LastUpdatedAt = Now,
        SerializedInput = _input,
        SerializedOutput = run.IsCompletedSuccessfully ? JsonSerializer.Serialize(run.Result) : null,
        SerializedCustomStatus = JsonSerializer.Serialize(context.CustomStatus),
        FailureDetails = run.IsFaulted ? new TaskFailureDetails("Error", run.Exception!.InnerException!.Message, null, null, null) : null,
    };

    private static TaskFailureDetails Details(FailureDetails details) => new(details.ErrorType, details.ErrorMessage, null, null, null);
}
