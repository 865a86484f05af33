using Atomic.Core.Bids;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>
/// Has an input embedded before the bids, once, and reckons what that cost. What it may cost is reserved before, so that no budget is overspent by it. Whatever
/// fails is a reason for bids without: the auction never waits longer than the embedder's time limit.
/// </summary>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="budgets">The ledger.</param>
/// <param name="time">The clock.</param>
/// <param name="embedder">Who embeds; null: nobody does.</param>
/// <param name="log">Told of failures; null: nobody is.</param>
public sealed class EmbedActivity(PayloadResolver payloads, IBudgetStore budgets, TimeProvider time, IInputEmbedder? embedder = null, ILogger<EmbedActivity>? log = null)
{
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
        if (embedder is null || embedder.Definition.Id != order.Plan.BidderId)
            return EmbeddedInput.Without(order.Plan, "The embedder left the market after the microtask was accepted.");
        var text = Cut(InputText.Of((await payloads.ResolveAsync(order.Payload, cancellationToken)).Input), embedder.MaxCharacters);
        if (string.IsNullOrWhiteSpace(text))
            return EmbeddedInput.Without(order.Plan, "The input has no text.");
        var left = order.DeadlineAt - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return EmbeddedInput.Without(order.Plan, "Nothing was left of the deadline.");
        if (await WhyTooExpensiveAsync(order, CostUsd(embedder.CountTokens(text)), cancellationToken) is { } reason)
            return EmbeddedInput.Without(order.Plan, reason);

        var limit = left < embedder.TimeLimit ? left : embedder.TimeLimit;
        var reply = await embedder.EmbedAsync(new EmbedderCall(order.MicrotaskId, order.Kind, text, limit), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new EmbeddedInput(reply.Vector, EvidenceOf(order.Plan, reply, text));
    }

    private async Task<string?> WhyTooExpensiveAsync(EmbedOrder order, double mostUsd, CancellationToken cancellationToken)
    {
        if (mostUsd <= 0)
            return null;
        if (mostUsd > order.MaxCostUsd)
            return "Embedding the input would cost more than maxCostUsd.";
        return await budgets.TryReserveAsync(order.MicrotaskId, new BudgetScope(order.Tenant, order.Kind, order.Batch), mostUsd, cancellationToken)
            ? null
            : "A budget has less left than embedding the input may cost.";
    }

    private EmbeddingEvidence EvidenceOf(EmbeddingPlan plan, EmbedderReply reply, string text)
    {
        var tokens = reply.MayBeBilled ? Math.Max(reply.InputTokens ?? embedder!.CountTokens(text), 0) : 0;
        return new EmbeddingEvidence
        {
            BidderId = plan.BidderId,
            Model = plan.Model,
            Region = plan.Region,
            Missing = reply.Vector is null ? reply.Detail ?? "The embedder gave nothing." : null,
            WasSent = reply.WasSent,
            InputTokens = tokens,
            CostUsd = reply.MayBeBilled ? CostUsd(tokens) : 0,
            CostIsEstimated = reply is { MayBeBilled: true, InputTokens: null },
            LatencySeconds = reply.LatencySeconds,
        };
    }

    private double CostUsd(int tokens) => embedder!.Definition.Price.CostUsd(tokens, 0);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
