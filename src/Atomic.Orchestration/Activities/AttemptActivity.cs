using Atomic.Core.Decisions;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Streaming;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>Executes one step of an awarded plan, verifies the answer, and tells what it cost.</summary>
/// <param name="marketplace">The bidders.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="outputs">Where large answers go.</param>
/// <param name="options">The limit of one attempt.</param>
/// <param name="time">The clock.</param>
/// <param name="ledgers">Counts deliveries, on hosts whose history does not: one or none.</param>
/// <param name="log">Told how attempts end; null: nobody is.</param>
/// <param name="feeds">Who waits for answers while they arrive; null: nobody does.</param>
/// <param name="demonstrations">The examples that bids chose; null: there are none.</param>
public sealed class AttemptActivity(
    IMarketplace marketplace,
    PayloadResolver payloads,
    OutputStorage outputs,
    OrchestrationOptions options,
    TimeProvider time,
    IEnumerable<IAttemptLedger> ledgers,
    ILogger<AttemptActivity>? log = null,
    AnswerFeeds? feeds = null,
    IDemonstrations? demonstrations = null)
{
    private readonly IAttemptLedger? _ledger = ledgers.FirstOrDefault();
    private readonly ILogger _log = log ?? NullLogger<AttemptActivity>.Instance;

    /// <summary>Executes the step.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">The host's: shut-down, or the end of the microtask.</param>
    public async Task<Attempt> RunAsync(AttemptOrder order, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Attempt(order);
        try
        {
            var attempt = await ExecuteAsync(order, cancellationToken);
            span.Ended(attempt);
            Log(order, attempt);
            return attempt;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private void Log(AttemptOrder order, Attempt attempt)
    {
        if (attempt.Outcome == AttemptOutcome.Succeeded)
            OrchestrationLog.Answered(_log, order.BidderId, order.MicrotaskId, order.Step, attempt.CostUsd, attempt.LatencySeconds);
        else
            OrchestrationLog.AttemptFailed(_log, order.BidderId, order.MicrotaskId, order.Step, WireNames<AttemptOutcome>.Of(attempt.Outcome), attempt.Requests);
    }

    private async Task<Attempt> ExecuteAsync(AttemptOrder order, CancellationToken cancellationToken)
    {
        if (marketplace.Find(order.BidderId) is not { } bidder)
            return Unasked(order, AttemptOutcome.Rejected, "It left the market after the award; put it back into the configuration, or submit the microtask again.");

        var left = order.DeadlineAt - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return Unasked(order, AttemptOutcome.TimedOut, "The deadline had passed before it could be asked.");

        int? delivery = _ledger is null ? null : await _ledger.StartAsync(order.MicrotaskId, order.Step, order.Ask, cancellationToken);
        var payload = await payloads.ResolveAsync(order.Payload, cancellationToken);
        var sink = order.Stream && feeds?.Find(order.MicrotaskId) is { } feed ? new MeteredSink(feed) : null;
        var limit = TimeSpan.FromSeconds(options.MaxAttemptSeconds);
        var scope = LearningScope.Of(order.Tenant, order.Kind);
        var reply = await bidder.ExecuteAsync(
            new ModelCall
            {
                MicrotaskId = order.MicrotaskId,
                Kind = order.Kind,
                LearningScope = scope,
                Payload = payload,
                IdempotencyKey = IdempotencyKeys.OfAttempt(order.MicrotaskId, order.Step, order.Ask),
                Demonstrations = order.Demonstrations is { } shown && demonstrations is not null ? await demonstrations.FindAsync(scope, shown, cancellationToken) : [],
                Rejected = order.Rejected,
                Sink = sink,
                TimeLimit = left < limit ? left : limit,
            },
            cancellationToken);

        // A host that stops is no outcome: the attempt stays in flight, and is delivered again after the restart.
        cancellationToken.ThrowIfCancellationRequested();
        var attempt = AttemptRules.Of(order, bidder.Definition, payload, reply, sink is { HasPassed: true } ? sink.Characters : null) with { Delivery = delivery };
        return await outputs.CheckInAsync(attempt, order.MaxInlineOutputBytes, cancellationToken);
    }

    private static Attempt Unasked(AttemptOrder order, AttemptOutcome outcome, string detail) => new()
    {
        Step = order.Step,
        Ask = order.Ask,
        BidderId = order.BidderId,
        Model = order.Model,
        IdempotencyKey = IdempotencyKeys.OfAttempt(order.MicrotaskId, order.Step, order.Ask),
        Outcome = outcome,
        Detail = detail,
        CostUsd = 0,
        LatencySeconds = 0,
        Requests = 0,
    };
}
