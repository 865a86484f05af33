using Atomic.Core.Auctions;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>Clears the auction and reserves the most that the plan can cost, so that no concurrency can overspend a budget.</summary>
/// <param name="budgets">The ledger.</param>
/// <param name="options">The exploration schedule.</param>
/// <param name="log">Told of awards; null: nobody is.</param>
public sealed class AwardActivity(IBudgetStore budgets, OrchestrationOptions options, ILogger<AwardActivity>? log = null)
{
    private readonly ILogger _log = log ?? NullLogger<AwardActivity>.Instance;

    private const int MaxRounds = 8;

    /// <summary>Clears the auction.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<Award> RunAsync(AwardOrder order, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Award(order);
        try
        {
            var (award, budget) = await ClearAsync(order, cancellationToken);
            span.Awarded(order, award);
            MicrotaskMetrics.Awarded(order, award, budget);
            Log(order, award);
            return award;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private void Log(AwardOrder order, Award award)
    {
        var bids = order.Book.Bids.Count;
        if (award is { Plan: { } plan, WinnerId: { } winner })
            OrchestrationLog.Awarded(_log, order.MicrotaskId, order.Kind, winner, plan, bids, award.Eliminations.Count, award.ReservedUsd);
        else
            OrchestrationLog.NotAwarded(_log, order.MicrotaskId, order.Kind, bids, award.Eliminations.Count, order.Book.NoBids.Count);
    }

    private async Task<(Award Award, string? Budget)> ClearAsync(AwardOrder order, CancellationToken cancellationToken)
    {
        // A delivery that a crash cut off may have left a reservation of this very microtask: it must not count against itself.
        var scope = new BudgetScope(order.Tenant, order.Kind, order.Batch);
        var deciding = order.Book.Embedding?.CostUsd ?? 0;
        if (await budgets.GetTightestAsync(scope, cancellationToken) is not null)
            await budgets.TryReserveAsync(order.MicrotaskId, scope, deciding, cancellationToken);

        // Between reading what is left and reserving it another award may have been faster: clear again with what is left then.
        for (var round = 1; ; round++)
        {
            var budget = await budgets.GetTightestAsync(scope, cancellationToken);
            var award = Auction.Clear(new AuctionRequest
            {
                MicrotaskId = order.MicrotaskId,
                Policy = order.Policy,
                Book = order.Book,
                ElapsedSeconds = order.ElapsedSeconds,
                // In the last round only what costs nothing may win: better no award than a reservation that does not hold.
                BudgetLeftUsd = budget is null || round < MaxRounds ? budget?.LeftUsd : 0,
                BudgetName = budget?.Name,
                BudgetRenewsAt = budget?.RenewsAt,
                PlanForms = order.PlanForms,
                AsksPerStep = order.AsksPerStep,
                Optimism = options.ExplorationOptimism,
                Gamma = ExplorationSchedule.Gamma(options.ExplorationGamma, order.Book.TrackRecordVersion),
            });
            if (award.Plan is null || await budgets.TryReserveAsync(order.MicrotaskId, scope, deciding + award.ReservedUsd, cancellationToken) || round >= MaxRounds)
                return (award, budget?.Budget);
        }
    }
}
