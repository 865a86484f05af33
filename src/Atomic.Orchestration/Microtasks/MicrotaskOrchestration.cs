using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Embeddings;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Options;

namespace Atomic.Orchestration.Microtasks;

/// <summary>
/// The durable flow of one microtask: bids, award, attempts, and after the answer the settlement. Deterministic: all that depends on the market,
/// the clock or the world is the result of an activity or stands in the input.
/// </summary>
public static class MicrotaskOrchestration
{
    /// <summary>The orchestration as hosts register it.</summary>
    public static OrchestrationDefinition<AcceptedMicrotask, MicrotaskProgress> Definition { get; } =
        new("Microtask", OrchestrationJson.Default.AcceptedMicrotask, OrchestrationJson.Default.MicrotaskProgress, RunAsync);

    private static async Task<MicrotaskProgress> RunAsync(IOrchestrationContext context, AcceptedMicrotask microtask)
    {
        var embedded = await EmbedAsync(context, microtask);
        var book = await CollectBidsAsync(context, microtask, embedded);
        var award = await context.CallActivityAsync(
            MicrotaskActivities.Award,
            new AwardOrder
            {
                MicrotaskId = microtask.Id,
                Tenant = microtask.Tenant,
                Batch = microtask.Batch,
                Kind = microtask.Kind,
                Policy = microtask.Policy,
                PlanForms = PlanFormRules.Of(microtask),
                AsksPerStep = PlanFormRules.AsksPerStep(microtask),
                Book = book,
                ElapsedSeconds = Math.Max(0, (context.UtcNow - microtask.AcceptedAt).TotalSeconds),
                TraceParent = microtask.TraceParent,
            },
            ActivityRetry.Default);
        if (award.Plan is null)
            return await EndWithoutAwardAsync(context, microtask, book, award);

        var execution = await PlanExecution.RunAsync(context, microtask, book, award);

        // Here the answer is there: whoever waits gets it now, and what need not stand before it comes after it.
        var progress = Publish(context, MicrotaskProgressRules.Ended(microtask, book, award, execution, context.UtcNow));
        await context.CallActivityAsync(MicrotaskActivities.Settle, SettlementOf(microtask, book, award, execution.Attempts, progress), ActivityRetry.Default);
        await JudgeAsync(context, microtask, book, award, execution, progress, embedded?.Vector);
        return progress;
    }

    // What the input means is worth having, and never worth failing for.
    private static async Task<EmbeddedInput?> EmbedAsync(IOrchestrationContext context, AcceptedMicrotask microtask)
    {
        if (microtask.Embedding is not { } plan)
            return null;
        if (plan.Refusal is { } refusal)
            return EmbeddedInput.Without(plan, refusal);
        try
        {
            return await context.CallActivityAsync(
                MicrotaskActivities.Embed,
                new EmbedOrder
                {
                    MicrotaskId = microtask.Id,
                    Tenant = microtask.Tenant,
                    Batch = microtask.Batch,
                    Kind = microtask.Kind,
                    Payload = microtask.Payload,
                    Plan = plan,
                    MaxCostUsd = microtask.Policy.MaxCostUsd,
                    DeadlineAt = microtask.AcceptedAt.AddSeconds(microtask.DeadlineSeconds),
                    TraceParent = microtask.TraceParent,
                },
                ActivityRetry.Once);
        }
        catch (ActivityFailedException)
        {
            return EmbeddedInput.Broken(plan);
        }
    }

    private static async Task<MicrotaskProgress> EndWithoutAwardAsync(IOrchestrationContext context, AcceptedMicrotask microtask, BidBook book, Award award)
    {
        var progress = Publish(context, MicrotaskProgressRules.NoAward(microtask, book, award, context.UtcNow));
        if (book.Embedding is { CostUsd: > 0 })
            await context.CallActivityAsync(MicrotaskActivities.Settle, SettlementOf(microtask, book, award, [], progress), ActivityRetry.Default);
        return progress;
    }

    private static async Task<BidBook> CollectBidsAsync(IOrchestrationContext context, AcceptedMicrotask microtask, EmbeddedInput? embedded)
    {
        var request = new BidRequest
        {
            MicrotaskId = microtask.Id,
            Tenant = microtask.Tenant,
            Kind = microtask.Kind,
            Payload = microtask.Payload,
            Vector = embedded?.Vector,
            SchemaShape = microtask.SchemaShape,
            InputTokens = microtask.InputTokens,
            MinQuality = microtask.Policy.MinQuality,
            DeadlineAt = microtask.AcceptedAt.AddSeconds(microtask.DeadlineSeconds),
            BidderIds = microtask.Invited,
            PairsAmong = PlanFormRules.Of(microtask).Count > 0 ? microtask.Invited : [],
            TraceParent = microtask.TraceParent,
        };
        if (microtask.FanOut == BidFanOut.Grouped || microtask.Invited.Count <= 1)
        {
            var book = await context.CallActivityAsync(MicrotaskActivities.CollectBids, request, ActivityRetry.Default);
            return BidBooks.Merge([book], microtask.NotInvited, microtask.MarketVersion, embedded?.Evidence);
        }

        var books = await Task.WhenAll(microtask.Invited.Select(
            (id, index) => context.CallActivityAsync(
                MicrotaskActivities.CollectBids, request with { BidderIds = [id], PairsAmong = index == 0 ? request.PairsAmong : [] }, ActivityRetry.Default)));
        return BidBooks.Merge(books, microtask.NotInvited, microtask.MarketVersion, embedded?.Evidence);
    }

    // The microtask has succeeded or failed by now: that nobody could judge it changes nothing of that.
    private static async Task JudgeAsync(
        IOrchestrationContext context, AcceptedMicrotask microtask, BidBook book, Award award, PlanExecution execution, MicrotaskProgress progress, InputVector? vector)
    {
        if (!VerificationRules.IsDue(microtask, execution))
            return;
        try
        {
            await context.CallActivityAsync(MicrotaskActivities.Verdict, VerdictOf(microtask, book, award, execution, progress) with { Vector = vector }, ActivityRetry.Default);
        }
        catch (ActivityFailedException)
        {
            // History has the failure, and the explanation tells of it.
        }
    }

    private static VerdictOrder VerdictOf(
        AcceptedMicrotask microtask, BidBook book, Award award, PlanExecution execution, MicrotaskProgress progress) => new()
    {
        MicrotaskId = microtask.Id,
        Tenant = microtask.Tenant,
        Kind = microtask.Kind,
        Payload = microtask.Payload,
        HasOutputSchema = microtask.HasOutputSchema,
        Verify = microtask.Verify,
        Policy = microtask.Policy,
        AcceptedAt = microtask.AcceptedAt,
        Plan = award.Plan,
        Bids = BidsOf(book, execution.Attempts),
        Attempts = execution.Attempts,
        Answer = progress.Answer,
        AuditWeight = AuditShare.Weight(book, award),
        TraceParent = microtask.TraceParent,
    };

    private static SettlementOrder SettlementOf(
        AcceptedMicrotask microtask, BidBook book, Award award, IReadOnlyList<Attempt> attempts, MicrotaskProgress progress) => new()
    {
        MicrotaskId = microtask.Id,
        Tenant = microtask.Tenant,
        Batch = microtask.Batch,
        Kind = microtask.Kind,
        Payload = microtask.Payload,
        SchemaShape = microtask.SchemaShape,
        DecidingUsd = book.Embedding?.CostUsd ?? 0,
        ReservedUsd = award.ReservedUsd,
        Plan = award.Plan,
        Bids = BidsOf(book, attempts),
        Attempts = attempts,
        Answer = progress.Answer,
        Status = progress.Status,
        LatencySeconds = progress.LatencySeconds,
        TraceParent = microtask.TraceParent,
    };

    private static IReadOnlyList<Bid> BidsOf(BidBook book, IReadOnlyList<Attempt> attempts) =>
        [.. book.Bids.Where(bid => attempts.Any(attempt => attempt.BidderId == bid.BidderId))];

    private static MicrotaskProgress Publish(IOrchestrationContext context, MicrotaskProgress progress)
    {
        context.SetCustomStatus(progress, OrchestrationJson.Default.MicrotaskProgress, MicrotaskStatusLabels.Of(progress.Status));
        return progress;
    }
}
