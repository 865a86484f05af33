using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What is recorded of an attempt that has no result of its own. What it cost is unknown, so its bid's p90 is booked.</summary>
public static class BookedAttempts
{
    /// <summary>An attempt that was under way when its microtask was cancelled.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="ask">The asking.</param>
    public static Attempt CutOff(AcceptedMicrotask microtask, Bid bid, PlanAsk ask) =>
        Without(microtask, bid, ask, AttemptOutcome.Cancelled, "The microtask was cancelled while the endpoint was at work; the bid's p90 cost is booked.");

    /// <summary>An attempt that was under way when the plan had what it needed.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="ask">The asking.</param>
    public static Attempt Superseded(AcceptedMicrotask microtask, Bid bid, PlanAsk ask) =>
        Without(microtask, bid, ask, AttemptOutcome.Cancelled, "The plan was decided while the endpoint was at work; the bid's p90 cost is booked.");

    /// <summary>An attempt whose activity failed. Whether the endpoint was asked is unknown.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="bid">The bidder's bid.</param>
    /// <param name="ask">The asking.</param>
    /// <param name="reason">Why it failed.</param>
    public static Attempt Broken(AcceptedMicrotask microtask, Bid bid, PlanAsk ask, string reason) =>
        Without(microtask, bid, ask, AttemptOutcome.Failed, $"The attempt failed inside the house ({reason}); the bid's p90 cost is booked.");

    private static Attempt Without(AcceptedMicrotask microtask, Bid bid, PlanAsk ask, AttemptOutcome outcome, string detail) => new()
    {
        Step = ask.Step,
        Ask = ask.Ask,
        BidderId = bid.BidderId,
        Model = bid.Model,
        IdempotencyKey = IdempotencyKeys.OfAttempt(microtask.Id, ask.Step, ask.Ask),
        Outcome = outcome,
        Detail = detail,
        CostUsd = bid.CostUsd.High,
        CostIsEstimated = true,
        LatencySeconds = 0,
    };
}
