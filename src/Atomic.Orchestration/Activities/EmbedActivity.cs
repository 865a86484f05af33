using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>
/// Has an input embedded before the bids, once, and reckons what that cost. What it may cost is reserved before, so that no budget is overspent by it. Whatever
/// fails is a reason for bids without: the auction never waits longer than the embedder's time limit, nor longer than a tenth of what is left of the deadline.
/// </summary>
/// <param name="marketplace">Who embeds.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="budgets">The ledger.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of failures; null: nobody is.</param>
public sealed class EmbedActivity(IMarketplace marketplace, PayloadResolver payloads, IBudgetStore budgets, TimeProvider time, ILogger<EmbedActivity>? log = null)
{
    // What is known of an input is worth less than an answer in time, and within its price.
    private const double MostOfTheDeadline = 0.1;
    private const double MostOfTheCost = 0.1;

    private readonly ILogger _log = log ?? NullLogger<EmbedActivity>.Instance;

    /// <summary>Embeds the input.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<EmbeddedInput> RunAsync(EmbedOrder order, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Embed(order);
        try
        {
            var embedded = await EmbedAsync(order, cancellationToken);
            EmbeddingMetrics.Ended(order.Kind, embedded.Evidence);
            if (embedded.Evidence is { Missing: not null, WasSent: true })
                OrchestrationLog.NotEmbedded(_log, order.MicrotaskId, order.Plan.BidderId, embedded.Evidence.LatencySeconds);
            return embedded;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private async Task<EmbeddedInput> EmbedAsync(EmbedOrder order, CancellationToken cancellationToken)
    {
        if (marketplace.Embedder is not { } embedder || !order.Plan.IsOf(embedder.Definition))
            return EmbeddedInput.Without(order.Plan, "The embedder was changed, or left the market, after the microtask was accepted.");
        var text = embedder.Cut(InputText.Of((await payloads.ResolveAsync(order.Payload, cancellationToken)).Input));
        if (string.IsNullOrWhiteSpace(text))
            return EmbeddedInput.Without(order.Plan, "The input has no text.");
        var tokens = embedder.CountTokens(text);
        if (await WhyTooExpensiveAsync(order, embedder.Definition.Price.CostUsd(tokens, 0), cancellationToken) is { } reason)
            return EmbeddedInput.Without(order.Plan, reason);

        // Last: what was done until here is gone from the one deadline too.
        var share = (order.DeadlineAt - time.GetUtcNow()) * MostOfTheDeadline;
        if (share <= TimeSpan.Zero)
            return EmbeddedInput.Without(order.Plan, "Nothing was left of the deadline.");
        var reply = await embedder.EmbedAsync(new EmbedderCall(order.MicrotaskId, order.Kind, text, share < embedder.TimeLimit ? share : embedder.TimeLimit), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new EmbeddedInput(reply.Vector, EvidenceOf(order.Plan, embedder.Definition, reply, tokens));
    }

    private async Task<string?> WhyTooExpensiveAsync(EmbedOrder order, double mostUsd, CancellationToken cancellationToken)
    {
        if (mostUsd <= 0)
            return null;
        if (mostUsd > order.MaxCostUsd * MostOfTheCost)
            return "Embedding the input would cost more than a tenth of maxCostUsd.";
        return await budgets.TryReserveAsync(order.MicrotaskId, new BudgetScope(order.Tenant, order.Kind, order.Batch), mostUsd, cancellationToken)
            ? null
            : "A budget has less left than embedding the input may cost.";
    }

    private static EmbeddingEvidence EvidenceOf(EmbeddingPlan plan, Bidder embedder, EmbedderReply reply, int counted)
    {
        var tokens = reply.MayBeBilled ? Math.Max(reply.InputTokens ?? counted, 0) : 0;
        return new EmbeddingEvidence
        {
            BidderId = plan.BidderId,
            Model = plan.Model,
            Region = plan.Region,
            Missing = reply.Vector is null ? reply.Detail ?? "The embedder gave nothing." : null,
            WasSent = reply.WasSent,
            InputTokens = tokens,
            CostUsd = reply.MayBeBilled ? embedder.Price.CostUsd(tokens, 0) : 0,
            CostIsEstimated = reply is { MayBeBilled: true, InputTokens: null },
            LatencySeconds = reply.LatencySeconds,
        };
    }
}
