using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Functions.Tests.Doubles;

/// <summary>One replay of an orchestration: what it asks for is kept by number, and ended by whoever drives it, as Durable Task does.</summary>
internal sealed class ScriptedTaskOrchestrationContext(string instanceId, string input) : TaskOrchestrationContext
{
    private readonly Dictionary<int, PendingCall> _pending = [];
    private readonly Dictionary<string, Stack<PendingCall>> _waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<string>> _unread = new(StringComparer.OrdinalIgnoreCase);
    private int _guids;

    /// <summary>What was asked for, in order.</summary>
    public List<AskedCall> Asked { get; } = [];

    public object? CustomStatus { get; private set; }

    public (string Input, bool KeepsEvents)? NextRun { get; private set; }

    public DateTime Now { get; set; }

    public bool Replaying { get; set; }

    public override TaskName Name => "Scripted";

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T GetInput<T>() => JsonSerializer.Deserialize<T>(input)!;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Ask<TResult>(AskedKind.Activity, name, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Ask<TResult>(AskedKind.SubOrchestration, orchestratorName, input, options);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var task = Ask<object>(AskedKind.Timer, "", fireAt, null);
        var call = _pending[Asked[^1].Id];
        cancellationToken.Register(() => call.Cancel(cancellationToken));
        return task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<T>();
        var call = PendingCall.Of(source);

        // As the real one: who asked last is answered first.
        if (_unread.TryGetValue(eventName, out var unread) && unread.TryDequeue(out var payload))
            call.Complete(payload);
        else if (_waiting.TryGetValue(eventName, out var waiting))
            waiting.Push(call);
        else
            _waiting.Add(eventName, new Stack<PendingCall>([call]));
        return source.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException("No orchestration of ours sends events.");

    public override void SetCustomStatus(object? customStatus) => CustomStatus = customStatus;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        NextRun = (JsonSerializer.Serialize(newInput), preserveUnprocessedEvents);

    public override Guid NewGuid() => new(_guids++, 0, 0, new byte[8]);

    public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    public void Complete(int id, string result) => _pending[id].Complete(result);

    public void Fail(int id, TaskFailureDetails details) => _pending[id].Fail(new TaskFailedException(Asked[id].Name, id, details));

    public void Raise(string name, string payload)
    {
        if (_waiting.TryGetValue(name, out var waiting) && waiting.TryPop(out var call))
            call.Complete(payload);
        else if (_unread.TryGetValue(name, out var unread))
            unread.Enqueue(payload);
        else
            _unread.Add(name, new Queue<string>([payload]));
    }

    private Task<TResult> Ask<TResult>(AskedKind kind, string name, object? input, TaskOptions? options)
    {
        var source = new TaskCompletionSource<TResult>();
        var id = Asked.Count;
        _pending.Add(id, PendingCall.Of(source));
        Asked.Add(new AskedCall(id, kind, name, JsonSerializer.Serialize(input), options));
        return source.Task;
    }
}

internal enum AskedKind
{
    Activity,
    SubOrchestration,
    Timer,
}

internal sealed record AskedCall(int Id, AskedKind Kind, string Name, string Input, TaskOptions? Options);

/// <summary>Ends a task of whatever type with JSON.</summary>
internal sealed class PendingCall
{
    public required Action<string> Complete { get; init; }

    public required Action<Exception> Fail { get; init; }

    public required Action<CancellationToken> Cancel { get; init; }

    public static PendingCall Of<T>(TaskCompletionSource<T> source) => new()
    {
        Complete = json => source.TrySetResult(JsonSerializer.Deserialize<T>(json)!),
        Fail = failure => source.TrySetException(failure),
        Cancel = token => source.TrySetCanceled(token),
    };
}
