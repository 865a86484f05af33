using Atomic.Core.Bids;
using Atomic.Core.Decisions;

namespace Atomic.Core.Explanations;

/// <summary>Sets bid against actual.</summary>
internal static class SettlementExplained
{
    /// <summary>The settlement, or null before it.</summary>
    /// <param name="source">The record.</param>
    public static ExplainedSettlement? Of(ExplanationSource source) => source.Record.Settlement is not { } settlement ? null : new()
    {
        CostUsd = Finite.OrNull(settlement.CostUsd),
        ReservedUsd = Finite.OrNull(settlement.ReservedUsd),
        TrackRecordVersion = settlement.TrackRecordVersion,
        Attempts = [.. settlement.Attempts.Select(attempt => Line(source.BidOf(attempt.BidderId), attempt))],
    };

    /// <summary>One figure of a bid against the actual.</summary>
    /// <param name="bid">What was bid.</param>
    /// <param name="actual">What it was.</param>
    /// <param name="estimate">The bid's estimate with its interval; null where the record does not hold the bid.</param>
    public static Deviation Compare(double bid, double actual, Estimate? estimate)
    {
        double? low = Finite.OrNull(estimate?.Low);
        double? high = Finite.OrNull(estimate?.High);
        return new Deviation
        {
            Bid = Finite.OrNull(bid),
            BidLow = low,
            BidHigh = high,
            Actual = Finite.OrNull(actual),
            Difference = Finite.OrNull(actual - bid),
            Relative = bid == 0 ? null : Finite.OrNull((actual - bid) / bid),
            WithinInterval = low is { } from && high is { } to && double.IsFinite(actual) ? actual >= from && actual <= to : null,
        };
    }

    private static ExplainedSettlementLine Line(Bid? bid, SettledAttempt attempt) => new()
    {
        BidderId = attempt.BidderId,
        Outcome = attempt.Outcome,
        CostUsd = Compare(attempt.BidCostUsd, attempt.CostUsd, bid?.CostUsd),
        LatencySeconds = Compare(attempt.BidLatencySeconds, attempt.LatencySeconds, bid?.LatencySeconds),
        BidSuccess = Finite.OrNull(attempt.BidSuccess),
    };
}
