using System.Text.Json;
using Atomic.Orchestration.Activities;
using Microsoft.Azure.Functions.Worker;

namespace Atomic.Functions.Activities;

/// <summary>The activities of the flow, each under the name that stands in durable history.</summary>
/// <param name="collectBids">Collects bids.</param>
/// <param name="award">Clears the auction.</param>
/// <param name="attempt">Executes a step of the plan.</param>
/// <param name="settle">Settles bid against actual.</param>
public sealed class MicrotaskActivityFunctions(
    CollectBidsActivity collectBids, AwardActivity award, AttemptActivity attempt, SettleActivity settle)
{
    /// <summary><see cref="MicrotaskActivities.CollectBids"/>.</summary>
    /// <param name="input">A <see cref="BidRequest"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("CollectBids")]
    public Task<JsonElement> CollectBidsAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        ActivityRun.RunAsync(MicrotaskActivities.CollectBids, input, collectBids.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Award"/>.</summary>
    /// <param name="input">An <see cref="AwardOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Award")]
    public Task<JsonElement> AwardAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        ActivityRun.RunAsync(MicrotaskActivities.Award, input, award.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Attempt"/>.</summary>
    /// <param name="input">An <see cref="AttemptOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Attempt")]
    public Task<JsonElement> AttemptAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        ActivityRun.RunAsync(MicrotaskActivities.Attempt, input, attempt.RunAsync, cancellationToken);

    /// <summary><see cref="MicrotaskActivities.Settle"/>.</summary>
    /// <param name="input">A <see cref="SettlementOrder"/>.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Settle")]
    public Task<JsonElement> SettleAsync([ActivityTrigger] JsonElement input, CancellationToken cancellationToken) =>
        ActivityRun.RunAsync(MicrotaskActivities.Settle, input, settle.RunAsync, cancellationToken);
}
