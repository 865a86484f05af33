using System.Diagnostics;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Learning;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Streaming;
using Atomic.Orchestration.Submissions;
using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Service;

/// <summary>The house over any durable host.</summary>
/// <param name="client">The host.</param>
/// <param name="admission">The way in.</param>
/// <param name="teaching">The way back: feedback.</param>
/// <param name="marketplace">The market.</param>
/// <param name="trackRecords">What is known of the bidders.</param>
/// <param name="budgets">The ledger.</param>
/// <param name="feedbacks">What callers said.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="outputs">Where large answers are.</param>
/// <param name="feeds">Brings answers that arrive in this process to their callers.</param>
/// <param name="time">The clock.</param>
public sealed class MicrotaskService(
    IOrchestrationClient client,
    Admission admission,
    Teaching teaching,
    IMarketplace marketplace,
    ITrackRecordStore trackRecords,
    IBudgetStore budgets,
    IFeedbackStore feedbacks,
    PayloadResolver payloads,
    OutputStorage outputs,
    AnswerFeeds feeds,
    TimeProvider time) : IMicrotaskService
{
    /// <inheritdoc/>
    public async ValueTask<Result<AcceptedReceipt>> SubmitAsync(MicrotaskSubmission submission, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Submit(submission);
        try
        {
            var result = await AcceptAsync(submission, span, cancellationToken);
            span.Submitted(result);
            MicrotaskMetrics.Submitted(result);
            return result;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task WaitUntilDurableAsync(string id, CancellationToken cancellationToken) => client.WaitUntilDurableAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<MicrotaskView?> GetAsync(string tenant, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        var snapshot = wait > TimeSpan.Zero ? await WaitForEndAsync(id, wait, cancellationToken) : await client.GetAsync(id, cancellationToken);
        if (snapshot is null || !IsOf(tenant, snapshot))
            return null;
        var view = await ViewAsync(snapshot, cancellationToken);
        return view.Status == MicrotaskStatus.Running
            ? MicrotaskViews.WithAward(view, DecisionHistory.Fold(await client.GetHistoryAsync(id, cancellationToken)))
            : view;
    }

    /// <inheritdoc/>
    public async Task<Result<MicrotaskPage>> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(
            new OrchestrationQuery
            {
                Name = MicrotaskOrchestration.Definition.Name,
                Owner = query.Tenant,
                Group = query.Kind,
                Label = query.Status is { } status ? MicrotaskStatusLabels.Of(status) : null,
                Since = query.Since,
                Top = query.Top,
                Continuation = query.Continuation,
            },
            cancellationToken);
        var views = new List<MicrotaskView>(page.Items.Count);
        foreach (var item in page.Items)
            views.Add(await ViewAsync(item, cancellationToken));
        return new MicrotaskPage(views, page.Continuation);
    }

    /// <inheritdoc/>
    public async Task<MicrotaskView?> CancelAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, id, cancellationToken) is null)
            return null;
        var request = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new CancelRequest("Cancelled by its caller."), OrchestrationJson.Default.CancelRequest);
        var raised = await client.RaiseEventAsync(id, CancelRequest.EventName, request, cancellationToken);
        return await GetAsync(tenant, id, raised ? TimeSpan.FromSeconds(5) : TimeSpan.Zero, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DecisionRecord?> GetRecordAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var history = DecisionHistory.Fold(await client.GetHistoryAsync(id, cancellationToken));
        if (history.Accepted is not { } accepted || accepted.Tenant != tenant)
            return null;
        var snapshot = await client.GetAsync(id, cancellationToken);
        var payload = await payloads.FindAsync(accepted.Payload, cancellationToken);
        var feedback = await feedbacks.ListAsync(id, cancellationToken);
        var record = DecisionRecords.Of(
            history, snapshot is null ? null : MicrotaskViews.ProgressOf(snapshot), payload, marketplace.Market, [.. feedback.Where(static said => said.Signal == Signal.Feedback)]);
        if (record.Attempts.All(static attempt => attempt.StoredOutput is null))
            return record;
        var attempts = new List<Attempt>(record.Attempts.Count);
        foreach (var attempt in record.Attempts)
            attempts.Add(await outputs.CheckOutAsync(attempt, cancellationToken));
        return record with { Attempts = attempts };
    }

    /// <inheritdoc/>
    public async Task<Result<FeedbackReceipt>> AddFeedbackAsync(string tenant, string id, Feedback feedback, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, id, cancellationToken) is not { } snapshot)
            return new Problem(ErrorCodes.NotFound, $"There is no microtask {id}; check the id, or it was purged by retention.");
        if (MicrotaskViews.ProgressOf(snapshot) is not { Status: MicrotaskStatus.Succeeded, Bidder: { } bidder } progress)
            return new Problem(ErrorCodes.Conflict, $"Microtask {id} has no answer to judge; send feedback once its status is 'succeeded'.");
        var scope = LearningScope.Of(tenant, snapshot.Group ?? "");
        return await teaching.TeachAsync(id, scope, bidder, await outputs.CheckOutAsync(progress, cancellationToken), feedback, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<MarketView> GetMarketAsync(string tenant, CancellationToken cancellationToken)
    {
        KindRecord[] records =
        [
            .. from record in await trackRecords.ListAsync(cancellationToken)
               where LearningScope.TenantOf(record.Kind) == tenant
               select record with { Kind = LearningScope.KindOf(record.Kind) },
        ];

        var kinds = records.Select(static record => record.Kind).ToHashSet(StringComparer.Ordinal);
        var states = (await budgets.ListAsync(tenant, cancellationToken)).Where(state => BudgetListing.Concerns(state, tenant, kinds));
        return new MarketView(marketplace.Market.Version, marketplace.Market.Bidders, records, [.. states])
        {
            Pairs = [.. records.Where(static record => record.Pairs.Count > 0).Select(static record => new KindPairs(record.Kind, PairEvidence.Among(record)))],
        };
    }

    /// <inheritdoc/>
    public async Task<KindCalibration?> GetCalibrationAsync(string tenant, string kind, CancellationToken cancellationToken)
    {
        // Only a kind's name: what has a tenant in it would be another's scope.
        if (!KindName.IsValid(kind))
            return null;
        var record = await trackRecords.GetAsync(LearningScope.Of(tenant, kind), cancellationToken);
        return record.Version > 0 || marketplace.Market.Bidders.Any(bidder => bidder.Kinds.Contains(kind, StringComparer.Ordinal))
            ? KindCalibration.Of(kind, record)
            : null;
    }

    private async ValueTask<Result<AcceptedReceipt>> AcceptAsync(MicrotaskSubmission submission, Activity? span, CancellationToken cancellationToken)
    {
        var id = submission.IdempotencyKey is { } key ? MicrotaskId.FromIdempotencyKey(submission.Tenant, key) : MicrotaskId.FromGuid(Guid.CreateVersion7(time.GetUtcNow()));
        var admitted = await admission.AdmitAsync(submission, id, cancellationToken);
        if (!admitted.TryGet(out var microtask, out var problem))
            return problem;

        span.Admitted(microtask);
        if (MicrotaskSpans.TraceParent() is { } traceParent)
            microtask = microtask with { TraceParent = traceParent };
        // Open before the start, so that no piece comes before somebody takes it. An answer that is verified first has no pieces.
        var feed = submission.Stream && !VerificationRules.HoldsBack(microtask) ? feeds.Open(id) : null;
        var kept = false;
        try
        {
            var outcome = await client.StartAsync(MicrotaskOrchestration.Definition, id, microtask, new Filing(submission.Tenant, submission.Kind), cancellationToken);
            kept = outcome == StartOutcome.Started;
            return outcome switch
            {
                StartOutcome.Started => new AcceptedReceipt(id, Created: true) { Answer = feed },
                StartOutcome.AlreadyExists => await SameRequestAsync(microtask, cancellationToken),
                StartOutcome.ShuttingDown => new Problem(ErrorCodes.ShuttingDown, "The server is shutting down; send the microtask again in a few seconds."),
                StartOutcome.Overloaded => new Problem(ErrorCodes.Overloaded, "The server has as many microtasks at work as it takes; send it again after the time in Retry-After."),
                _ => throw new InvalidOperationException($"Not a start outcome: {outcome}."),
            };
        }
        finally
        {
            if (!kept) feed?.Dispose();
        }
    }

    // Another tenant's microtask is none: whether an id exists is no one else's business.
    private async ValueTask<OrchestrationSnapshot?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        await client.GetAsync(id, cancellationToken) is { } snapshot && IsOf(tenant, snapshot) ? snapshot : null;

    private static bool IsOf(string tenant, OrchestrationSnapshot snapshot) =>
        snapshot.Name == MicrotaskOrchestration.Definition.Name && snapshot.Owner == tenant;

    private async ValueTask<MicrotaskView> ViewAsync(OrchestrationSnapshot snapshot, CancellationToken cancellationToken)
    {
        var view = MicrotaskViews.Of(snapshot);
        return view.StoredOutput is null || MicrotaskViews.ProgressOf(snapshot) is not { } progress
            ? view
            : view with { Output = (await outputs.CheckOutAsync(progress, cancellationToken)).Output };
    }

    private async Task<Result<AcceptedReceipt>> SameRequestAsync(AcceptedMicrotask microtask, CancellationToken cancellationToken)
    {
        // The first request of that key may be a moment old: what it asked for is read from history, which is durable only then.
        await client.WaitUntilDurableAsync(microtask.Id, cancellationToken);
        var first = DecisionHistory.Fold(await client.GetHistoryAsync(microtask.Id, cancellationToken)).Accepted;
        return first?.RequestHash == microtask.RequestHash
            ? new AcceptedReceipt(microtask.Id, Created: false)
            : new Problem(ErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used before for another request; use a new key, or send the first request again unchanged.");
    }

    private async Task<OrchestrationSnapshot?> WaitForEndAsync(string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait);
        try
        {
            return await client.WaitAsync(id, static snapshot => snapshot.CustomStatusJson is not null, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await client.GetAsync(id, cancellationToken);
        }
    }
}
