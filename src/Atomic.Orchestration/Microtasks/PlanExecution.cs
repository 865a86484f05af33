using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using Atomic.Orchestration.Durable;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What became of an awarded plan: its steps, one after the other or at the same time, until one answer counts or nothing more may be tried.</summary>
public sealed record PlanExecution
{
    /// <summary>The attempts that ended, in order.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The one of them whose answer is the microtask's; null where there is none.</summary>
    public Attempt? Answer { get; init; }

    /// <summary>Why steps of the plan were not tried, a sentence each.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>The seconds in which at least one model was at work.</summary>
    public required double ModelSeconds { get; init; }

    /// <summary>The reason given by the caller who cancelled; null otherwise.</summary>
    public string? CancelledBecause { get; init; }

    /// <summary>Runs the plan.</summary>
    /// <param name="context">The orchestration's context.</param>
    /// <param name="microtask">The microtask.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award; it has a plan.</param>
    public static async Task<PlanExecution> RunAsync(IOrchestrationContext context, AcceptedMicrotask microtask, BidBook book, Award award)
    {
        var terms = PlanTerms.Of(award, book, microtask.Policy, microtask.AcceptedAt, microtask.DeadlineSeconds)
            ?? throw new InvalidOperationException($"The award of {microtask.Id} has a step without a bid.");
        var run = new PlanRun(terms);
        var skipped = new Dictionary<PlanAsk, string>();
        var cancelled = context.WaitForExternalEventAsync(CancelRequest.EventName, OrchestrationJson.Default.CancelRequest);
        using var asks = new RunningAsks(context, microtask, run);
        while (true)
        {
            var move = run.Next(context.UtcNow);
            foreach (var skip in move.Skipped)
                skipped.TryAdd(skip.Ask, skip.Because);
            if (move.IsDone)
            {
                asks.EndAll(BookedAttempts.Superseded);
                return Of(asks, run, skipped) with { Answer = move.Answer };
            }

            asks.Start(move);
            if (await asks.WaitAsync(cancelled))
                continue;
            asks.EndAll(BookedAttempts.CutOff);
            return Of(asks, run, skipped) with { CancelledBecause = (await cancelled).Reason };
        }
    }

    private static PlanExecution Of(RunningAsks asks, PlanRun run, Dictionary<PlanAsk, string> skipped) => new()
    {
        Attempts = run.Ended,
        Skipped = skipped.Count == 0
            ? []
            : [.. skipped.Where(skip => run.Started.All(start => start.Ask != skip.Key)).OrderBy(static skip => skip.Key.Step).ThenBy(static skip => skip.Key.Ask).Select(static skip => skip.Value)],
        ModelSeconds = ModelTime.Seconds(asks.Spans()),
    };
}
