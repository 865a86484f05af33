using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;

namespace Atomic.Orchestration.Microtasks;

/// <summary>The steps of an awarded plan, one after the other, until one gives a valid answer or nothing more may be tried.</summary>
public sealed record PlanExecution
{
    /// <summary>The attempts that ended, in order.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>Why steps of the plan were not tried, a sentence each.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>The reason given by the caller who cancelled; null otherwise.</summary>
    public string? CancelledBecause { get; init; }

    /// <summary>Runs the plan.</summary>
    /// <param name="context">The orchestration's context.</param>
    /// <param name="microtask">The microtask.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award; it has a plan.</param>
    public static async Task<PlanExecution> RunAsync(IOrchestrationContext context, AcceptedMicrotask microtask, BidBook book, Award award)
    {
        var steps = award.Plan!.Steps;
        var attempts = new List<Attempt>(1);
        List<string>? skipped = null;
        var cancelled = context.WaitForExternalEventAsync(CancelRequest.EventName, OrchestrationJson.Default.CancelRequest);
        for (var step = 0; step < steps.Count; step++)
        {
            var bid = book.Bids.First(candidate => candidate.BidderId == steps[step]);
            if (step > 0 && FallbackRules.Obstacle(microtask, bid, attempts, context.UtcNow) is { } obstacle)
            {
                (skipped ??= []).Add(obstacle);
                continue;
            }

            var running = context.CallActivityAsync(MicrotaskActivities.Attempt, OrderOf(microtask, bid, step));
            if (await Task.WhenAny(running, cancelled) == cancelled)
            {
                attempts.Add(FallbackRules.CutOff(microtask, bid, step));
                return new PlanExecution { Attempts = attempts, Skipped = skipped ?? [], CancelledBecause = (await cancelled).Reason };
            }

            attempts.Add(await EndOfAsync(running, microtask, bid, step));
            // Once a part of an answer was passed on, no other bidder's answer may follow it.
            if (attempts[^1].Outcome == AttemptOutcome.Succeeded || attempts[^1].Streamed)
                break;
        }

        return new PlanExecution { Attempts = attempts, Skipped = skipped ?? [] };
    }

    private static AttemptOrder OrderOf(AcceptedMicrotask microtask, Bid bid, int step) => new()
    {
        MicrotaskId = microtask.Id,
        Tenant = microtask.Tenant,
        Kind = microtask.Kind,
        Payload = microtask.Payload,
        Step = step,
        Stream = microtask.Stream && !microtask.HasOutputSchema,
        BidderId = bid.BidderId,
        Model = bid.Model,
        InputTokens = microtask.InputTokens,
        MaxInlineOutputBytes = microtask.MaxInlineOutputBytes,
        DeadlineAt = microtask.AcceptedAt.AddSeconds(microtask.DeadlineSeconds),
        TraceParent = microtask.TraceParent,
    };

    // An attempt that throws instead of replying is a defect of ours, but the caller still has a runner-up.
    private static async Task<Attempt> EndOfAsync(Task<Attempt> running, AcceptedMicrotask microtask, Bid bid, int step)
    {
        try
        {
            return await running;
        }
        catch (ActivityFailedException failure)
        {
            return FallbackRules.Broken(microtask, bid, step, failure.Reason);
        }
    }
}
