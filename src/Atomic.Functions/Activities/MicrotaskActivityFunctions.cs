using System.Text.Json;
using Atomic.Functions.Composition;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Microsoft.Azure.Functions.Worker;

namespace Atomic.Functions.Activities;

/// <summary>
/// The activities of the flow, each under the name that stands in durable history. Those of a worker that has just started wait until its state is open:
/// what they stand for was accepted before, and waiting loses nothing.
/// </summary>
/// <param name="embed">Has inputs embedded.</param>
/// <param name="collectBids">Collects bids.</param>
/// <param name="award">Clears the auction.</param>
/// <param name="attempt">Executes a step of the plan.</param>
/// <param name="settle">Settles bid against actual.</param>
/// <param name="verdict">Has answers judged.</param>
/// <param name="readiness">Whether the state is open.</param>
public sealed class MicrotaskActivityFunctions(
    EmbedActivity embed, CollectBidsActivity collectBids, AwardActivity award, AttemptActivity attempt, SettleActivity settle, VerdictActivity verdict, HouseReadiness readiness)
{
    /// <summary><see cref="MicrotaskActivities.Embed"/>.</summary>
    /// <param name="input">An <see cref="EmbedOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Embed")]
    public Task<JsonElement> EmbedAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.Embed, input, embed.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.CollectBids"/>.</summary>
    /// <param name="input">A <see cref="BidRequest"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("CollectBids")]
    public Task<JsonElement> CollectBidsAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.CollectBids, input, collectBids.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Award"/>.</summary>
    /// <param name="input">An <see cref="AwardOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Award")]
    public Task<JsonElement> AwardAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.Award, input, award.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Attempt"/>.</summary>
    /// <param name="input">An <see cref="AttemptOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Attempt")]
    public Task<JsonElement> AttemptAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.Attempt, input, attempt.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Settle"/>.</summary>
    /// <param name="input">A <see cref="SettlementOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Settle")]
    public Task<JsonElement> SettleAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.Settle, input, settle.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Verdict"/>.</summary>
    /// <param name="input">A <see cref="VerdictOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Verdict")]
    public Task<JsonElement> VerdictAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        WhenReadyAsync(MicrotaskActivities.Verdict, input, verdict.RunAsync, cancellationToken);

    private async Task<JsonElement> WhenReadyAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition,
        JsonElement input,
        Func<TInput, CancellationToken, Task<TOutput>> activity,
        CancellationToken cancellationToken)
    {
        await readiness.WhenReadyAsync(cancellationToken);
        return await ActivityRun.RunAsync(definition, input, activity, cancellationToken);
    }
}
