using System.Diagnostics;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Telemetry;

/// <summary>
/// The spans of one microtask, all in the trace of its submission, also where they run in another process after a restart. They begin and end in the
/// service and the activities, never in orchestrator code, which is replayed. They hold ids, codes and figures: no input, no answer, no tag, no sentence.
/// </summary>
internal static class MicrotaskSpans
{
    /// <summary>The span of a submission.</summary>
    /// <param name="submission">The submission.</param>
    public static Activity? Submit(MicrotaskSubmission submission) =>
        AtomicTelemetry.Source.StartActivity("atomic.submit")?.SetTag(TelemetryTags.Kind, submission.Kind).SetTag(TelemetryTags.Tenant, submission.Tenant);

    /// <summary>The span that collects bids.</summary>
    /// <param name="request">From whom, on what.</param>
    public static Activity? CollectBids(BidRequest request) => Start("atomic.collect_bids", request.TraceParent, request.MicrotaskId, request.Kind);

    /// <summary>The span that embeds the input; the model's call is within it.</summary>
    /// <param name="order">Which.</param>
    public static Activity? Embed(EmbedOrder order) => Start("atomic.embed", order.TraceParent, order.MicrotaskId, order.Kind)?.SetTag(TelemetryTags.Bidder, order.Plan.BidderId);

    /// <summary>The span that clears the auction.</summary>
    /// <param name="order">Which.</param>
    public static Activity? Award(AwardOrder order) => Start("atomic.award", order.TraceParent, order.MicrotaskId, order.Kind);

    /// <summary>The span of an attempt; the model's call is within it.</summary>
    /// <param name="order">Which.</param>
    public static Activity? Attempt(AttemptOrder order) =>
        Start("atomic.attempt", order.TraceParent, order.MicrotaskId, order.Kind)?.SetTag(TelemetryTags.Step, order.Step).SetTag(TelemetryTags.Bidder, order.BidderId);

    /// <summary>The span of a settlement.</summary>
    /// <param name="order">Which.</param>
    public static Activity? Settle(SettlementOrder order) => Start("atomic.settle", order.TraceParent, order.MicrotaskId, order.Kind);

    /// <summary>The span of judging an answer.</summary>
    /// <param name="order">Which.</param>
    public static Activity? Verdict(VerdictOrder order) => Start("atomic.verdict", order.TraceParent, order.MicrotaskId, order.Kind);

    /// <summary>What the activities of a microtask that is accepted now name as their parent (W3C <c>traceparent</c>); null where nobody listens.</summary>
    public static string? TraceParent() =>
        AtomicTelemetry.Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>Notes who was invited.</summary>
    /// <param name="span">The span.</param>
    /// <param name="microtask">The microtask, admitted.</param>
    public static void Admitted(this Activity? span, AcceptedMicrotask microtask) => span?
        .SetTag(TelemetryTags.MicrotaskId, microtask.Id)
        .SetTag(TelemetryTags.Invited, microtask.Invited.Count)
        .SetTag(TelemetryTags.NotInvited, microtask.NotInvited.Count);

    /// <summary>Notes what became of a submission. A refusal is an answer, not an error of ours, but its code tells which.</summary>
    /// <param name="span">The span.</param>
    /// <param name="result">The result.</param>
    public static void Submitted(this Activity? span, Result<AcceptedReceipt> result)
    {
        if (span is null)
            return;
        span.SetTag(TelemetryTags.Submission, MicrotaskMetrics.OutcomeOf(result));
        if (result.Problem is { } problem)
            span.SetTag(TelemetryTags.ErrorType, problem.Code);
    }

    /// <summary>Notes what was heard.</summary>
    /// <param name="span">The span.</param>
    /// <param name="book">The bids.</param>
    public static void Collected(this Activity? span, BidBook book) => span?
        .SetTag(TelemetryTags.Bids, book.Bids.Count)
        .SetTag(TelemetryTags.NoBids, book.NoBids.Count)
        .SetTag(TelemetryTags.TrackRecord, book.TrackRecordVersion);

    /// <summary>Notes who won, and why others did not.</summary>
    /// <param name="span">The span.</param>
    /// <param name="order">The auction.</param>
    /// <param name="award">The award.</param>
    public static void Awarded(this Activity? span, AwardOrder order, Award award)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag(TelemetryTags.Bids, order.Book.Bids.Count)
            .SetTag(TelemetryTags.NoBids, order.Book.NoBids.Count)
            .SetTag(TelemetryTags.Plan, award.Plan?.ToString())
            .SetTag(TelemetryTags.Winner, award.WinnerId)
            .SetTag(TelemetryTags.Explored, award.Exploration.Explored)
            .SetTag(TelemetryTags.ReservedUsd, award.ReservedUsd);
        foreach (var reason in award.Eliminations.CountBy(static elimination => elimination.Reason))
            span.SetTag($"{TelemetryTags.Eliminations}.{WireNames<EliminationReason>.Of(reason.Key)}", reason.Value);
    }

    /// <summary>Notes how an attempt ended.</summary>
    /// <param name="span">The span.</param>
    /// <param name="attempt">The attempt.</param>
    public static void Ended(this Activity? span, Attempt attempt)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        var outcome = WireNames<AttemptOutcome>.Of(attempt.Outcome);
        span.SetTag(TelemetryTags.Outcome, outcome).SetTag(TelemetryTags.Requests, attempt.Requests).SetTag(TelemetryTags.CostUsd, attempt.CostUsd);
        if (attempt.Outcome != AttemptOutcome.Succeeded)
            span.SetTag(TelemetryTags.ErrorType, outcome).SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Notes what was settled.</summary>
    /// <param name="span">The span.</param>
    /// <param name="order">The decision.</param>
    /// <param name="settlement">Its settlement.</param>
    /// <param name="counted">Whether it had not been settled before.</param>
    public static void Settled(this Activity? span, SettlementOrder order, Settlement settlement, bool counted)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag(TelemetryTags.CostUsd, settlement.CostUsd)
            .SetTag(TelemetryTags.ReservedUsd, settlement.ReservedUsd)
            .SetTag(TelemetryTags.Attempts, settlement.Attempts.Count)
            .SetTag(TelemetryTags.TrackRecord, settlement.TrackRecordVersion)
            .SetTag(TelemetryTags.Counted, counted);
        if (order.Status is { } status)
            span.SetTag(TelemetryTags.Status, MicrotaskStatusLabels.Of(status));
    }

    /// <summary>Notes an exception by its type alone: its message may quote what was worked on.</summary>
    /// <param name="span">The span.</param>
    /// <param name="failure">What was thrown.</param>
    public static void Failed(this Activity? span, Exception failure)
    {
        span?.SetTag(TelemetryTags.ErrorType, failure.GetType().FullName);

        // A host that stops, or a caller who gives up, is no error: the work goes on elsewhere, or nobody wants it.
        if (failure is not OperationCanceledException)
            span?.SetStatus(ActivityStatusCode.Error);
    }

    private static Activity? Start(string name, string? traceParent, string microtaskId, string kind)
    {
        if (!AtomicTelemetry.Source.HasListeners())
            return null;

        // The parent that is ambient here may be the request that happened to wake the host: only what the microtask carries counts.
        var isTraced = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        return AtomicTelemetry.Source.StartActivity(name, ActivityKind.Internal, parent)?.SetTag(TelemetryTags.MicrotaskId, microtaskId).SetTag(TelemetryTags.Kind, kind)
            ?? (isTraced ? NotSampled(name, parent) : null);
    }

    // What happens below a span that the sampler dropped belongs to its trace all the same: without this it would begin traces of its own.
    private static Activity NotSampled(string name, ActivityContext parent) =>
        new Activity(name) { IsAllDataRequested = false }.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags & ~ActivityTraceFlags.Recorded).Start();
}
