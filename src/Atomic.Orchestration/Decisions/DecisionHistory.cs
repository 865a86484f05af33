using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Decisions;

/// <summary>What durable history says of a microtask, in the flow's own terms. There is no second log: explanations fold this.</summary>
public sealed class DecisionHistory
{
    private readonly Dictionary<int, string> _scheduled = [];
    private readonly Dictionary<int, AttemptStart> _started = [];
    private readonly List<BidBook> _books = [];
    private readonly List<Attempt> _attempts = [];
    private readonly HashSet<int> _ended = [];
    private bool _isCancelled;

    private DecisionHistory()
    {
    }

    /// <summary>The microtask as it was accepted; null where history holds none.</summary>
    public AcceptedMicrotask? Accepted { get; private set; }

    /// <summary>The bids so far; null before the first.</summary>
    public BidBook? Book => _books.Count == 0 || Accepted is null ? null : BidBooks.Merge(_books, Accepted.NotInvited, Accepted.MarketVersion);

    /// <summary>When the last bid came in.</summary>
    public DateTimeOffset? BidsCollectedAt { get; private set; }

    /// <summary>The award; null before it.</summary>
    public Award? Award { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? AwardedAt { get; private set; }

    /// <summary>The attempts that were started, in order of their steps.</summary>
    public IReadOnlyList<AttemptStart> Started => [.. _started.OrderBy(static start => start.Key).Select(static start => start.Value)];

    /// <summary>The attempts that ended, in order; also those that history has no result of, because they were cut off or broke, as the flow booked them.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>The settlement; null before it.</summary>
    public Settlement? Settlement { get; private set; }

    /// <summary>What was returned; null before the end.</summary>
    public MicrotaskProgress? Progress { get; private set; }

    /// <summary>Why the orchestration itself failed or was terminated; null otherwise.</summary>
    public string? Failure { get; private set; }

    /// <summary>When it ended, whichever way.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Folds durable events.</summary>
    /// <param name="events">The events in order.</param>
    public static DecisionHistory Fold(IReadOnlyList<HistoryEvent> events)
    {
        var history = new DecisionHistory();
        foreach (var entry in events)
            history.Apply(entry);
        return history;
    }

    private void Apply(HistoryEvent entry)
    {
        switch (entry.Type)
        {
            case HistoryEventType.ExecutionStarted:
                Accepted = Read(entry, OrchestrationJson.Default.AcceptedMicrotask);
                break;
            case HistoryEventType.TaskScheduled:
                _scheduled[entry.TaskId] = entry.Name ?? "";
                if (entry.Name == MicrotaskActivities.Attempt.Name)
                    AttemptStarted(entry);
                break;
            case HistoryEventType.TaskRedelivered when _started.TryGetValue(entry.TaskId, out var start):
                _started[entry.TaskId] = start with { Deliveries = start.Deliveries + 1 };
                break;
            case HistoryEventType.TaskCompleted when _scheduled.TryGetValue(entry.TaskId, out var activity):
                Completed(activity, entry);
                break;
            case HistoryEventType.TaskFailed when _started.ContainsKey(entry.TaskId):
                End(entry.TaskId, (microtask, bid, step) => FallbackRules.Broken(microtask, bid, step, Read(entry, OrchestrationJson.Default.String)));
                break;
            case HistoryEventType.EventRaised when entry.Name == CancelRequest.EventName:
                _isCancelled = true;
                CutOff();
                break;
            case HistoryEventType.ExecutionCompleted:
                Progress = Read(entry, OrchestrationJson.Default.MicrotaskProgress);
                EndedAt = entry.At;
                break;
            case HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTerminated:
                Failure = Read(entry, OrchestrationJson.Default.String);
                EndedAt = entry.At;
                break;
            default:
                break;
        }
    }

    private void Completed(string activity, HistoryEvent entry)
    {
        if (activity == MicrotaskActivities.CollectBids.Name)
        {
            _books.Add(Read(entry, OrchestrationJson.Default.BidBook));
            BidsCollectedAt = entry.At;
        }
        else if (activity == MicrotaskActivities.Award.Name)
        {
            Award = Read(entry, OrchestrationJson.Default.Award);
            AwardedAt = entry.At;
        }
        else if (activity == MicrotaskActivities.Attempt.Name)
        {
            AttemptEnded(entry.TaskId, Read(entry, OrchestrationJson.Default.Attempt));
        }
        else if (activity == MicrotaskActivities.Settle.Name)
        {
            Settlement = Read(entry, OrchestrationJson.Default.Settlement);
        }
    }

    private void AttemptStarted(HistoryEvent entry)
    {
        _started[entry.TaskId] = new AttemptStart(NextStep(entry.At), entry.At, 1);
        if (_isCancelled)
            CutOff();
    }

    // History says that an attempt was asked for, but not for which step: that follows from the flow's own rule of what it skips.
    private int NextStep(DateTimeOffset now)
    {
        var step = _attempts.Count == 0 ? 0 : _attempts[^1].Step + 1;
        if (step == 0 || Award?.Plan?.Steps is not { } steps || Book is not { } book)
            return step;
        while (step < steps.Count - 1
            && book.Bids.FirstOrDefault(bid => bid.BidderId == steps[step]) is { } bid
            && FallbackRules.Obstacle(Accepted!, bid, _attempts, now) is not null)
        {
            step++;
        }

        return step;
    }

    // What was cut off may still come to an end before the settlement; the flow has booked it by then.
    private void AttemptEnded(int taskId, Attempt attempt)
    {
        if (!_ended.Add(taskId))
            return;
        _attempts.Add(attempt);
        var start = _started[taskId];
        _started[taskId] = start with { Step = attempt.Step, Deliveries = Math.Max(start.Deliveries, attempt.Delivery ?? 1) };
    }

    private void CutOff()
    {
        foreach (var taskId in _started.Keys.Except(_ended).ToList())
            End(taskId, FallbackRules.CutOff);
    }

    private void End(int taskId, Func<AcceptedMicrotask, Bid, int, Attempt> book)
    {
        var step = _started[taskId].Step;
        if (Award?.Plan?.Steps is { } steps && step < steps.Count && Book?.Bids.FirstOrDefault(bid => bid.BidderId == steps[step]) is { } bid)
            AttemptEnded(taskId, book(Accepted!, bid, step));
    }

    private static T Read<T>(HistoryEvent entry, JsonTypeInfo<T> json) => JsonSerializer.Deserialize(entry.Payload.Span, json)!;
}
