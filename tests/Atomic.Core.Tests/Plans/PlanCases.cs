using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Plans;

/// <summary>Plans over bidders a, b, c …, and attempts of them.</summary>
internal static class PlanCases
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static Bid Bid(string id, double cost = 0.001, double latency = 0.5, double success = 0.8) => new()
    {
        BidderId = id,
        Model = $"model-{id}",
        CostUsd = new Estimate(cost, cost, cost),
        LatencySeconds = new Estimate(latency, latency, latency),
        Success = Estimate.Exactly(success),
        Evidence = new BidEvidence { Basis = "prior" },
    };

    public static PlanTerms Terms(Plan plan, int asks = 1) => new()
    {
        Plan = plan,
        Bids = [.. plan.Steps.Select(static id => Bid(id))],
        AsksPerStep = asks,
        AcceptedAt = Start,
        DeadlineSeconds = 60,
    };

    public static Attempt Answer(PlanAsk ask, string text) => Ended(ask, AttemptOutcome.Succeeded) with
    {
        Output = JsonSerializer.SerializeToElement(text),
        OutputHash = text,
    };

    public static Attempt Failure(PlanAsk ask, AttemptOutcome outcome = AttemptOutcome.ServerError) => Ended(ask, outcome);

    public static Attempt Refused(PlanAsk ask) => Ended(ask, AttemptOutcome.InvalidOutput) with { Rejected = new RejectedAnswer("{", ["It is not JSON."]) };

    /// <summary>Starts whatever the plan starts, and returns what that was.</summary>
    public static PlanAsk[] Go(this PlanRun run, double seconds = 0)
    {
        var move = run.Next(Start.AddSeconds(seconds));
        foreach (var order in move.Start) run.Begin(order.Ask, Start.AddSeconds(seconds));
        return [.. move.Start.Select(static order => order.Ask)];
    }

    private static Attempt Ended(PlanAsk ask, AttemptOutcome outcome) => new()
    {
        Step = ask.Step,
        Ask = ask.Ask,
        BidderId = "any",
        Model = "any",
        IdempotencyKey = $"{ask.Step}/{ask.Ask}",
        Outcome = outcome,
        CostUsd = 0.001,
        LatencySeconds = 0.1,
    };
}
