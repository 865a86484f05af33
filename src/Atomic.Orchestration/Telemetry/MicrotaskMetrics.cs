using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Telemetry;

/// <summary>
/// The flow's metrics. What ended is counted where it is settled, once per microtask and from the record, so that the figures are those of the
/// explanations. Attributes are kinds (see <see cref="BoundedLabels"/>), configured bidders and budgets, and codes.
/// </summary>
internal static class MicrotaskMetrics
{
    /// <summary>So many kinds have series of their own.</summary>
    public const int MaxKinds = 200;

    private static readonly BoundedLabels Kinds = new(MaxKinds);
    private static readonly InstrumentAdvice<double> Durations = Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120);
    private static readonly InstrumentAdvice<double> Overheads = Buckets(0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5);
    private static readonly InstrumentAdvice<double> Ratios = Buckets(0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 10);

    private static readonly Counter<long> Submissions = Count("atomic.submissions", "{submission}", "Submissions by what became of them.");
    private static readonly Counter<long> Microtasks = Count("atomic.microtasks", "{microtask}", "Microtasks that ended, by kind and status.");
    private static readonly Histogram<double> Duration = Measure("atomic.microtask.duration", "s", "From acceptance to the answer.", Durations);
    private static readonly Histogram<double> Overhead = Measure("atomic.microtask.overhead", "s", "Of the duration, what was not spent waiting for models.", Overheads);
    private static readonly Counter<long> Bids = Count("atomic.bids", "{bid}", "Bids by bidder.");
    private static readonly Counter<long> NoBids = Count("atomic.no_bids", "{no_bid}", "Invitations without a bid, by bidder and reason.");
    private static readonly Counter<long> Awards = Count("atomic.awards", "{award}", "Auctions won, by kind and bidder.");
    private static readonly Counter<long> Eliminations = Count("atomic.eliminations", "{bid}", "Bids that failed a hard limit, by bidder and reason.");
    private static readonly Counter<long> Attempts = Count("atomic.attempts", "{attempt}", "Attempts settled, by bidder and outcome.");
    private static readonly Counter<long> Fallbacks = Count("atomic.fallbacks", "{attempt}", "Attempts by another bidder than the winner, by kind.");
    private static readonly Counter<double> Cost = AtomicTelemetry.Meter.CreateCounter<double>("atomic.cost", "USD", "What attempts cost by the price book, by kind and bidder.");
    private static readonly Histogram<double> CostError = Measure("atomic.bid.cost_ratio", "1", "Actual cost divided by the cost that was bid, by kind and bidder.", Ratios);
    private static readonly Histogram<double> LatencyError = Measure("atomic.bid.latency_ratio", "1", "Actual latency divided by the latency that was bid, by kind and bidder.", Ratios);
    private static readonly Gauge<double> BudgetLeft = AtomicTelemetry.Meter.CreateGauge<double>("atomic.budget.left", "USD", "What the tightest budget had left after the last award that it applied to.");

    /// <summary>The kind as an attribute; those beyond <see cref="MaxKinds"/> share one.</summary>
    /// <param name="kind">The kind.</param>
    public static KeyValuePair<string, object?> KindTag(string kind) => Tag(TelemetryTags.Kind, Kinds.Of(kind));

    /// <summary>What became of a submission.</summary>
    /// <param name="result">The result.</param>
    public static string OutcomeOf(Result<AcceptedReceipt> result) => result.Value switch
    {
        null => "refused",
        { Created: true } => "accepted",
        _ => "repeated",
    };

    /// <summary>Counts a submission.</summary>
    /// <param name="result">The result.</param>
    public static void Submitted(Result<AcceptedReceipt> result)
    {
        if (!Submissions.Enabled)
            return;
        var tags = new TagList { { TelemetryTags.Submission, OutcomeOf(result) } };
        if (result.Problem is { } problem)
            tags.Add(TelemetryTags.ErrorType, problem.Code);
        Submissions.Add(1, tags);
    }

    /// <summary>Counts bids and the reasons for none.</summary>
    /// <param name="book">What was heard.</param>
    public static void Collected(BidBook book)
    {
        if (Bids.Enabled)
        {
            foreach (var bid in book.Bids)
                Bids.Add(1, Tag(TelemetryTags.Bidder, bid.BidderId));
        }

        CalibrationMetrics.Discounted(book);

        if (NoBids.Enabled)
        {
            foreach (var noBid in book.NoBids)
                NoBids.Add(1, Tag(TelemetryTags.Bidder, noBid.BidderId), Tag(TelemetryTags.Reason, WireNames<NoBidReason>.Of(noBid.Reason)));
        }
    }

    /// <summary>Counts an award; without a winner the microtask has ended with it.</summary>
    /// <param name="order">The auction.</param>
    /// <param name="award">The award.</param>
    /// <param name="budget">The tightest budget's name in the configuration, since display names have no end; null where none applied.</param>
    public static void Awarded(AwardOrder order, Award award, string? budget)
    {
        if (Eliminations.Enabled)
        {
            foreach (var elimination in award.Eliminations)
                Eliminations.Add(1, Tag(TelemetryTags.Bidder, elimination.BidderId), Tag(TelemetryTags.Reason, WireNames<EliminationReason>.Of(elimination.Reason)));
        }

        if (budget is not null && award.BudgetLeftUsd is { } left && BudgetLeft.Enabled)
            BudgetLeft.Record(left - award.ReservedUsd, Tag(TelemetryTags.Budget, budget));
        if (award.WinnerId is not { } winner)
            Ended(order.Kind, MicrotaskStatus.NoAward, order.ElapsedSeconds, modelSeconds: 0);
        else if (Awards.Enabled)
            Awards.Add(1, KindTag(order.Kind), Tag(TelemetryTags.Bidder, PlanLabels.Of(winner, award.Plan)));
    }

    /// <summary>Counts what is settled for the first time.</summary>
    /// <param name="order">The decision.</param>
    /// <param name="settlement">Its settlement.</param>
    public static void Settled(SettlementOrder order, Settlement settlement)
    {
        // Histories from before these fields have no end to count.
        if (order is { Status: { } status, LatencySeconds: { } latency })
            Ended(order.Kind, status, latency, order.Attempts.Sum(static attempt => attempt.LatencySeconds));
        if (!Attempts.Enabled && !Cost.Enabled && !CostError.Enabled && !LatencyError.Enabled && !Fallbacks.Enabled)
            return;
        var kind = KindTag(order.Kind);
        for (var i = 0; i < settlement.Attempts.Count; i++)
        {
            Settled(settlement.Attempts[i], kind);
            if (order.Attempts[i].Step >= PlanLabels.OwnSteps(order.Plan))
                Fallbacks.Add(1, kind);
        }
    }

    private static void Settled(SettledAttempt attempt, in KeyValuePair<string, object?> kind)
    {
        var bidder = Tag(TelemetryTags.Bidder, attempt.BidderId);
        Attempts.Add(1, bidder, Tag(TelemetryTags.Outcome, WireNames<AttemptOutcome>.Of(attempt.Outcome)));
        if (attempt.CostUsd > 0)
            Cost.Add(attempt.CostUsd, kind, bidder);

        // What failed says nothing of how well a bid foretold an answer.
        if (attempt.Outcome != AttemptOutcome.Succeeded)
            return;
        if (attempt.BidCostUsd > 0)
            CostError.Record(attempt.CostUsd / attempt.BidCostUsd, kind, bidder);
        if (attempt.BidLatencySeconds > 0)
            LatencyError.Record(attempt.LatencySeconds / attempt.BidLatencySeconds, kind, bidder);
    }

    private static void Ended(string kind, MicrotaskStatus status, double latencySeconds, double modelSeconds)
    {
        if (!Microtasks.Enabled && !Duration.Enabled && !Overhead.Enabled)
            return;
        var kindTag = KindTag(kind);
        var statusTag = Tag(TelemetryTags.Status, MicrotaskStatusLabels.Of(status));
        Microtasks.Add(1, kindTag, statusTag);
        Duration.Record(latencySeconds, kindTag, statusTag);
        Overhead.Record(Math.Max(0, latencySeconds - modelSeconds), kindTag);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static Counter<long> Count(string name, string unit, string description) => AtomicTelemetry.Meter.CreateCounter<long>(name, unit, description);

    private static Histogram<double> Measure(string name, string unit, string description, InstrumentAdvice<double> advice) =>
        AtomicTelemetry.Meter.CreateHistogram(name, unit, description, tags: null, advice);

    private static InstrumentAdvice<double> Buckets(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
