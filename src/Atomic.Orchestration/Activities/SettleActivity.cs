using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Activities;

/// <summary>Settles bid against actual. Each of its effects counts once however often it is delivered.</summary>
/// <param name="trackRecords">What learns from it.</param>
/// <param name="budgets">The ledger.</param>
public sealed class SettleActivity(ITrackRecordStore trackRecords, IBudgetStore budgets)
{
    /// <summary>Settles a decision.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<Settlement> RunAsync(SettlementOrder order, CancellationToken cancellationToken)
    {
        var spent = order.Attempts.Sum(static attempt => attempt.CostUsd);
        await budgets.SettleAsync(order.MicrotaskId, order.Kind, spent, cancellationToken);
        var learning = await trackRecords.LearnAsync(
            IdempotencyKeys.OfSettlement(order.MicrotaskId), LearningScope.Of(order.Tenant, order.Kind), [.. order.Attempts.Select(ObservationOf)], cancellationToken);
        return new Settlement
        {
            CostUsd = spent,
            ReservedUsd = order.ReservedUsd,
            Attempts = [.. order.Attempts.Select(attempt => Against(order, attempt))],
            TrackRecordVersion = learning.Version,
        };
    }

    private static Observation ObservationOf(Attempt attempt) => new()
    {
        BidderId = attempt.BidderId,
        Outcome = attempt.Outcome,
        LatencySeconds = attempt.Requests > 0 && attempt.LatencySeconds > 0 ? attempt.LatencySeconds : null,
        OutputTokens = attempt.OutputTokens,
        CostUsd = attempt.CostUsd,
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
