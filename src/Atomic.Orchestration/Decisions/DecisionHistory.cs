using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Decisions;

/// <summary>What durable history says of a microtask, in the flow's own terms. There is no second log: explanations fold this.</summary>
public sealed class DecisionHistory
{
    private readonly Dictionary<int, string> _scheduled = [];
    private readonly List<BidBook> _books = [];
    private AttemptFold? _attempts;
    private bool _isCancelled;

    private DecisionHistory()
    {
    }

    /// <summary>The microtask as it was accepted; null where history holds none.</summary>
    public AcceptedMicrotask? Accepted { get; private set; }

    /// <summary>The bids so far; null before the first.</summary>
    public BidBook? Book => _books.Count == 0 || Accepted is null ? null : BidBooks.Merge(_books, Accepted.NotInvited, Accepted.MarketVersion, Embedded?.Evidence);

    /// <summary>What became of embedding the input before the bids; null where it was not to be, or has not ended.</summary>
    public EmbeddedInput? Embedded { get; private set; }

    /// <summary>When the last bid came in.</summary>
    public DateTimeOffset? BidsCollectedAt { get; private set; }

    /// <summary>The award; null before it.</summary>
    public Award? Award { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? AwardedAt { get; private set; }

    /// <summary>The attempts that were started, in order.</summary>
    public IReadOnlyList<AttemptStart> Started => _attempts?.Started ?? [];

    /// <summary>The attempts under way, in order.</summary>
    public IEnumerable<AttemptStart> UnderWay => Started.Where(start => !Attempts.Any(attempt => attempt.Step == start.Step && attempt.Ask == start.Ask));

    /// <summary>The attempts that ended, in order; also those that history has no result of, because they were cut off or broke, as the flow booked them.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts?.Attempts ?? [];

    /// <summary>The attempt whose answer the caller got; null where there is none.</summary>
    public PlanAsk? Answer => Progress?.Answer ?? _attempts?.Answer;

    /// <summary>The settlement; null before it.</summary>
    public Settlement? Settlement { get; private set; }

    /// <summary>What was found of the answer after it was given; null before, and where nothing was to be.</summary>
    public AnswerVerdict? Verdict { get; private set; }

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
                if (Accepted.Embedding is { Refusal: { } refusal } forbidden)
                    Embedded = EmbeddedInput.Without(forbidden, refusal);
                break;
            case HistoryEventType.TaskScheduled:
                _scheduled[entry.TaskId] = entry.Name ?? "";
                if (entry.Name == MicrotaskActivities.Attempt.Name)
                    AttemptStarted(entry);
                break;
            case HistoryEventType.TaskRedelivered:
                _attempts?.Deliver(entry.TaskId);
                break;
            case HistoryEventType.TaskCompleted when _scheduled.TryGetValue(entry.TaskId, out var activity):
                Completed(activity, entry);
                break;
            case HistoryEventType.TaskFailed when _attempts is { } attempts && attempts.Has(entry.TaskId):
                attempts.Break(entry.TaskId, Read(entry, OrchestrationJson.Default.String), entry.At);
                break;
            case HistoryEventType.TaskFailed when _scheduled.TryGetValue(entry.TaskId, out var failed) && failed == MicrotaskActivities.Verdict.Name:
                Verdict = VerdictOrder.Failed(Read(entry, OrchestrationJson.Default.String));
                break;
            case HistoryEventType.TaskFailed when Accepted?.Embedding is { } plan && _scheduled.TryGetValue(entry.TaskId, out var embed) && embed == MicrotaskActivities.Embed.Name:
                Embedded = EmbeddedInput.Broken(plan);
                break;
            case HistoryEventType.EventRaised when entry.Name == CancelRequest.EventName:
                _isCancelled = true;
                _attempts?.Cancel();
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
        if (activity == MicrotaskActivities.Embed.Name)
        {
            Embedded = Read(entry, OrchestrationJson.Default.EmbeddedInput);
        }
        else if (activity == MicrotaskActivities.CollectBids.Name)
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
            _attempts?.End(entry.TaskId, Read(entry, OrchestrationJson.Default.Attempt), entry.At);
        }
        else if (activity == MicrotaskActivities.Settle.Name)
        {
            Settlement = Read(entry, OrchestrationJson.Default.Settlement);
        }
        else if (activity == MicrotaskActivities.Verdict.Name)
        {
            Verdict = Read(entry, OrchestrationJson.Default.AnswerVerdict);
        }
    }

    private void AttemptStarted(HistoryEvent entry)
    {
        if (Accepted is not { } accepted)
            return;
        _attempts ??= new AttemptFold(
            accepted, Award is { } award && Book is { } book ? PlanTerms.Of(award, book, accepted.Policy, accepted.AcceptedAt, accepted.DeadlineSeconds) : null);
        _attempts.Start(entry.TaskId, entry.At);
        if (_isCancelled)
            _attempts.Cancel();
    }

    private static T Read<T>(HistoryEvent entry, JsonTypeInfo<T> json) => JsonSerializer.Deserialize(entry.Payload.Span, json)!;
}
