using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>Settles bid against actual. Each of its effects counts once however often it is delivered.</summary>
/// <param name="trackRecords">What learns from it.</param>
/// <param name="budgets">The ledger.</param>
/// <param name="measurements">What learns how long answers are; null: nobody does.</param>
/// <param name="log">Told of settlements; null: nobody is.</param>
public sealed class SettleActivity(ITrackRecordStore trackRecords, IBudgetStore budgets, Measurements? measurements = null, ILogger<SettleActivity>? log = null)
{
    // Sums of the same figures in another order differ by less; a bill that is that close is no finding.
    private const double SmallestExcessUsd = 1e-9;

    private readonly ILogger _log = log ?? NullLogger<SettleActivity>.Instance;

    /// <summary>Settles a decision.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<Settlement> RunAsync(SettlementOrder order, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Settle(order);
        try
        {
            var (settlement, counted) = await SettleAsync(order, cancellationToken);
            span.Settled(order, settlement, counted);
            if (counted)
                MicrotaskMetrics.Settled(order, settlement);
            Log(order, settlement, counted);
            return settlement;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private void Log(SettlementOrder order, Settlement settlement, bool counted)
    {
        // Without an attempt there is nothing to count: only what deciding cost was booked.
        if (!counted && order.Attempts.Count > 0)
        {
            OrchestrationLog.SettledBefore(_log, order.MicrotaskId);
            return;
        }

        if (order.Status == MicrotaskStatus.Failed)
            OrchestrationLog.EndedFailed(_log, order.MicrotaskId, order.Kind, order.Attempts.Count);
        if (settlement.CostUsd > settlement.ReservedUsd + SmallestExcessUsd)
            OrchestrationLog.CostAboveReservation(_log, order.MicrotaskId, order.Kind, settlement.CostUsd, settlement.ReservedUsd);
        OrchestrationLog.Settled(_log, order.MicrotaskId, order.Kind, settlement.CostUsd, order.Attempts.Count);
    }

    private async Task<(Settlement Settlement, bool Counted)> SettleAsync(SettlementOrder order, CancellationToken cancellationToken)
    {
        var spent = order.DecidingUsd + order.Attempts.Sum(static attempt => attempt.CostUsd);
        await budgets.SettleAsync(order.MicrotaskId, new BudgetScope(order.Tenant, order.Kind, order.Batch), spent, cancellationToken);
        if (order.Attempts.Count == 0)
            return (await WithoutAttemptsAsync(order, spent, cancellationToken), false);
        var observations = AttemptObservations.Settled(order.Plan, order.Attempts, order.SchemaShape, order.Bids);
        var learning = await trackRecords.LearnAsync(
            IdempotencyKeys.OfSettlement(order.MicrotaskId), LearningScope.Of(order.Tenant, order.Kind), observations, cancellationToken);
        if (learning.Counted)
            CalibrationMetrics.Compared(order.Kind, observations);
        if (measurements is not null)
            await measurements.LearnAsync(order, cancellationToken);
        var settlement = new Settlement
        {
            CostUsd = spent,
            ReservedUsd = order.ReservedUsd + order.DecidingUsd,
            Attempts = [.. order.Attempts.Select(attempt => Against(order, attempt))],
            TrackRecordVersion = learning.Version,
        };
        return (settlement, learning.Counted);
    }

    // There was no award, but what deciding cost was paid: booked, and nothing is learned of anybody.
    private async Task<Settlement> WithoutAttemptsAsync(SettlementOrder order, double spent, CancellationToken cancellationToken) => new()
    {
        CostUsd = spent,
        ReservedUsd = order.DecidingUsd,
        Attempts = [],
        TrackRecordVersion = (await trackRecords.GetAsync(LearningScope.Of(order.Tenant, order.Kind), cancellationToken)).Version,
    };

    private static SettledAttempt Against(SettlementOrder order, Attempt attempt)
    {
        var bid = order.Bids.First(candidate => candidate.BidderId == attempt.BidderId);
        return new SettledAttempt(
            attempt.BidderId,
            attempt.Outcome,
            bid.CostUsd.Expected,
            attempt.CostUsd,
            bid.LatencySeconds.Expected,
            attempt.LatencySeconds,
            bid.Success.Expected);
    }
}
