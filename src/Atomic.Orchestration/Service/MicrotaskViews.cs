using System.Text.Json;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>Makes views of microtasks from what is durable of them.</summary>
public static class MicrotaskViews
{
    /// <summary>The view of an instance.</summary>
    /// <param name="snapshot">What is durable of it.</param>
    public static MicrotaskView Of(OrchestrationSnapshot snapshot)
    {
        var progress = ProgressOf(snapshot);
        if (progress is null)
            return Unfinished(snapshot);

        return new MicrotaskView
        {
            Id = snapshot.InstanceId,
            Kind = snapshot.Group ?? "",
            Status = progress.Status,
            Output = progress.Output,
            StoredOutput = progress.StoredOutput,
            Detail = progress.Detail,
            Refusal = progress.Refusal,
            Award = progress.Bidder is null
                ? null
                : new AwardView(progress.Bidder, progress.Model ?? "", progress.ServedModel, progress.Plan ?? "", progress.Winner ?? progress.Bidder, progress.Attempts),
            CostUsd = progress.CostUsd,
            Usage = progress.Usage,
            FinishReason = progress.FinishReason,
            LatencyMs = Milliseconds(progress.LatencySeconds),
            OverheadMs = Milliseconds(Math.Max(0, progress.LatencySeconds - progress.ModelSeconds)),
            SubmittedAt = snapshot.CreatedAt,
            EndedAt = progress.EndedAt,
        };
    }

    /// <summary>What the orchestration published of its end; null where it has published nothing.</summary>
    /// <param name="snapshot">What is durable of it.</param>
    public static MicrotaskProgress? ProgressOf(OrchestrationSnapshot snapshot) =>
        snapshot.CustomStatusJson is { } json ? JsonSerializer.Deserialize(json.Span, OrchestrationJson.Default.MicrotaskProgress) : null;

    /// <summary>The view of a microtask that has not ended, with the award that history holds by now.</summary>
    /// <param name="view">The view without it.</param>
    /// <param name="history">What history says.</param>
    public static MicrotaskView WithAward(MicrotaskView view, DecisionHistory history)
    {
        if (history.Award is not { Plan: { } plan, WinnerId: { } winner })
            return view;
        string[] atWork = [.. history.UnderWay.Select(start => plan.Steps[Math.Min(start.Step, plan.Steps.Count - 1)])];
        var current = atWork is [var first, ..] ? first : plan.Steps[Math.Clamp(history.Started.Select(static start => start.Step).DefaultIfEmpty(0).Max(), 0, plan.Steps.Count - 1)];
        var model = history.Book?.Bids.FirstOrDefault(bid => bid.BidderId == current)?.Model ?? "";
        return view with
        {
            Award = new AwardView(current, model, null, plan.ToString()!, winner, history.Attempts.Count) { AtWork = atWork },
            CostUsd = history.Attempts.Sum(static attempt => attempt.CostUsd),
        };
    }

    private static MicrotaskView Unfinished(OrchestrationSnapshot snapshot) => new()
    {
        Id = snapshot.InstanceId,
        Kind = snapshot.Group ?? "",
        Status = snapshot.Status == OrchestrationStatus.Running ? MicrotaskStatus.Running : MicrotaskStatus.Failed,
        Detail = snapshot.Failure,
        SubmittedAt = snapshot.CreatedAt,
        EndedAt = snapshot.Status == OrchestrationStatus.Running ? null : snapshot.UpdatedAt,
    };

    private static double Milliseconds(double seconds) => Math.Round(seconds * 1000, 3);
}
