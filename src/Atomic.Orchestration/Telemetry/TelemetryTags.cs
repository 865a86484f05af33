namespace Atomic.Orchestration.Telemetry;

/// <summary>Names of attributes. They are an interface to dashboards and alerts: <c>docs/telemetry.md</c> lists them, and they never change meaning.</summary>
public static class TelemetryTags
{
    /// <summary>The microtask's id. On spans only: it would give metrics a series each.</summary>
    public const string MicrotaskId = "atomic.microtask.id";

    /// <summary>The microtask's kind.</summary>
    public const string Kind = "atomic.microtask.kind";

    /// <summary>The tenant whose microtask it is. On spans only: how many tenants there are is not configured.</summary>
    public const string Tenant = "atomic.tenant";

    /// <summary>How the microtask ended: <c>succeeded</c>, <c>failed</c>, <c>no-award</c>, <c>cancelled</c>.</summary>
    public const string Status = "atomic.microtask.status";

    /// <summary>What became of a submission: <c>accepted</c>, <c>repeated</c>, <c>refused</c>.</summary>
    public const string Submission = "atomic.submission.outcome";

    /// <summary>How many bidders were invited.</summary>
    public const string Invited = "atomic.bidders.invited";

    /// <summary>How many bidders may not see the data, or do not do this kind.</summary>
    public const string NotInvited = "atomic.bidders.not_invited";

    /// <summary>A bidder's id.</summary>
    public const string Bidder = "atomic.bidder";

    /// <summary>Which figure of a bid was compared with what came: <c>cost</c>, <c>latency</c>.</summary>
    public const string Figure = "atomic.bid.figure";

    /// <summary>Where the actual figure lay against the bid's interval: <c>below</c>, <c>within</c>, <c>above</c>.</summary>
    public const string Position = "atomic.bid.position";

    /// <summary>How many bids there were.</summary>
    public const string Bids = "atomic.bids";

    /// <summary>How many bidders that were asked did not bid.</summary>
    public const string NoBids = "atomic.no_bids";

    /// <summary>Why a bidder does not bid, or why its bid was eliminated.</summary>
    public const string Reason = "atomic.reason";

    /// <summary>The version of the kind's track record that the bids rest on.</summary>
    public const string TrackRecord = "atomic.track_record.version";

    /// <summary>The plan that won.</summary>
    public const string Plan = "atomic.award.plan";

    /// <summary>The winner's id.</summary>
    public const string Winner = "atomic.award.winner";

    /// <summary>Whether the winner is another than the first of the ranking.</summary>
    public const string Explored = "atomic.award.explored";

    /// <summary>What begins the names of the counts of eliminations; the reason follows.</summary>
    public const string Eliminations = "atomic.award.eliminations";

    /// <summary>What was reserved, in USD.</summary>
    public const string ReservedUsd = "atomic.award.reserved_usd";

    /// <summary>The plan's step.</summary>
    public const string Step = "atomic.attempt.step";

    /// <summary>How the attempt ended.</summary>
    public const string Outcome = "atomic.attempt.outcome";

    /// <summary>How many requests the endpoint was sent.</summary>
    public const string Requests = "atomic.attempt.requests";

    /// <summary>What it cost in USD.</summary>
    public const string CostUsd = "atomic.cost_usd";

    /// <summary>How many attempts were settled.</summary>
    public const string Attempts = "atomic.attempts";

    /// <summary>Whether this settlement counted; false where it was delivered before.</summary>
    public const string Counted = "atomic.settlement.counted";

    /// <summary>What became of embedding an input before the bids: <c>embedded</c>, <c>failed</c>, <c>skipped</c>.</summary>
    public const string Embedding = "atomic.embedding.outcome";

    /// <summary>A budget's name.</summary>
    public const string Budget = "atomic.budget";

    /// <summary>Why an operation failed: a stable code, or the type of an exception (OpenTelemetry semantic conventions).</summary>
    public const string ErrorType = "error.type";
}
