using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;

namespace Atomic.Orchestration.Microtasks;

/// <summary>Whether the next bidder of the ranking may still be tried, and what is recorded of an attempt that has no result of its own.</summary>
public static class FallbackRules
{
    /// <summary>Why a bidder may not be tried any more with what is left of deadline and money, in one sentence; null where it may.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="attempts">The attempts that ended.</param>
    /// <param name="now">Now.</param>
    public static string? Obstacle(AcceptedMicrotask microtask, Bid bid, IReadOnlyList<Attempt> attempts, DateTimeOffset now)
    {
        var left = microtask.DeadlineSeconds - (now - microtask.AcceptedAt).TotalSeconds;
        if (left <= 0)
            return $"{bid.BidderId} was not tried: the deadline of {Figures.Duration(microtask.DeadlineSeconds)} had passed.";
        if (microtask.Policy.DeadlineSeconds is not null && bid.LatencySeconds.High > left)
            return $"{bid.BidderId} was not tried: its p95 latency of {Figures.Duration(bid.LatencySeconds.High)} is above the {Figures.Duration(left)} that were left of the deadline.";
        var spent = attempts.Sum(static attempt => attempt.CostUsd);
        if (microtask.Policy.MaxCostUsd is { } limit && spent + bid.CostUsd.High > limit)
            return $"{bid.BidderId} was not tried: its p90 cost of {Figures.Usd(bid.CostUsd.High)} and the {Figures.Usd(spent)} spent are above maxCostUsd {Figures.Usd(limit)}.";
        return null;
    }

    /// <summary>An attempt that was under way when its microtask was cancelled. What it cost is unknown, so its bid's p90 is booked.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="step">The step.</param>
    public static Attempt CutOff(AcceptedMicrotask microtask, Bid bid, int step) =>
        Without(microtask, bid, step, AttemptOutcome.Cancelled, "The microtask was cancelled while the endpoint was at work; the bid's p90 cost is booked.");

    /// <summary>An attempt whose activity failed. Whether the endpoint was asked is unknown, so its bid's p90 is booked.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="step">The step.</param>
    /// <param name="reason">Why it failed.</param>
    public static Attempt Broken(AcceptedMicrotask microtask, Bid bid, int step, string reason) =>
        Without(microtask, bid, step, AttemptOutcome.Failed, $"The attempt failed inside the house ({reason}); the bid's p90 cost is booked.");

    private static Attempt Without(AcceptedMicrotask microtask, Bid bid, int step, AttemptOutcome outcome, string detail) => new()
    {
        Step = step,
        BidderId = bid.BidderId,
        Model = bid.Model,
        IdempotencyKey = IdempotencyKeys.OfAttempt(microtask.Id, step),
        Outcome = outcome,
        Detail = detail,
        CostUsd = bid.CostUsd.High,
        CostIsEstimated = true,
        LatencySeconds = 0,
    };
}
