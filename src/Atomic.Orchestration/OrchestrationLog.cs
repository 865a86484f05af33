using Microsoft.Extensions.Logging;

namespace Atomic.Orchestration;

/// <summary>What the flow logs: ids, codes and figures. Never an input, an answer, a tag, or a sentence that could quote one.</summary>
internal static partial class OrchestrationLog
{
    [LoggerMessage(5001, LogLevel.Debug, "Microtask {MicrotaskId} of kind {Kind} is awarded to {Winner} with plan {Plan}; {Bids} bids, {Eliminations} of them eliminated, {ReservedUsd} USD reserved")]
    public static partial void Awarded(ILogger log, string microtaskId, string kind, string winner, object plan, int bids, int eliminations, double reservedUsd);

    [LoggerMessage(5002, LogLevel.Information, "Microtask {MicrotaskId} of kind {Kind} has no award: {Bids} bids, {Eliminations} of them eliminated, {NoBids} bidders without a bid")]
    public static partial void NotAwarded(ILogger log, string microtaskId, string kind, int bids, int eliminations, int noBids);

    [LoggerMessage(5003, LogLevel.Warning, "Bidder {Bidder} failed to bid for microtask {MicrotaskId} ({Reason})")]
    public static partial void BidFailed(ILogger log, string bidder, string microtaskId, string reason);

    [LoggerMessage(5004, LogLevel.Debug, "Bidder {Bidder} answered microtask {MicrotaskId} at step {Step} for {CostUsd} USD in {LatencySeconds} s")]
    public static partial void Answered(ILogger log, string bidder, string microtaskId, int step, double costUsd, double latencySeconds);

    [LoggerMessage(5005, LogLevel.Warning, "Bidder {Bidder} failed microtask {MicrotaskId} at step {Step} with {Outcome} after {Requests} requests")]
    public static partial void AttemptFailed(ILogger log, string bidder, string microtaskId, int step, string outcome, int requests);

    [LoggerMessage(5006, LogLevel.Debug, "Microtask {MicrotaskId} of kind {Kind} is settled at {CostUsd} USD after {Attempts} attempts")]
    public static partial void Settled(ILogger log, string microtaskId, string kind, double costUsd, int attempts);

    [LoggerMessage(5007, LogLevel.Warning, "Microtask {MicrotaskId} of kind {Kind} cost {CostUsd} USD, more than the {ReservedUsd} USD that were reserved")]
    public static partial void CostAboveReservation(ILogger log, string microtaskId, string kind, double costUsd, double reservedUsd);

    [LoggerMessage(5008, LogLevel.Information, "The settlement of microtask {MicrotaskId} was delivered again and counted once")]
    public static partial void SettledBefore(ILogger log, string microtaskId);

    [LoggerMessage(5009, LogLevel.Warning, "Microtask {MicrotaskId} of kind {Kind} ended without an answer after {Attempts} attempts")]
    public static partial void EndedFailed(ILogger log, string microtaskId, string kind, int attempts);

    [LoggerMessage(5010, LogLevel.Warning, "The input of microtask {MicrotaskId} could not be embedded by {Bidder} ({LatencySeconds} s); its bids are made without")]
    public static partial void NotEmbedded(ILogger log, string microtaskId, string bidder, double latencySeconds);

    /// <summary>A verifier or a judge has looked at an answer.</summary>
    [LoggerMessage(5020, LogLevel.Debug, "Microtask {MicrotaskId} of kind {Kind} was verified by {Verifier} with score {Score}")]
    public static partial void Verified(ILogger log, string microtaskId, string kind, string verifier, double? score);
}
