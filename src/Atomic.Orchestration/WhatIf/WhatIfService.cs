using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.WhatIf;

/// <summary>
/// What-if over any durable host: page by page, so that no more than a page of histories is in memory. One question at a time and for a limited time, since it
/// reads much and callers' microtasks come first.
/// </summary>
/// <param name="client">The host.</param>
/// <param name="feedbacks">What was said of answers.</param>
/// <param name="marketplace">The market.</param>
/// <param name="time">The clock.</param>
public sealed class WhatIfService(IOrchestrationClient client, IFeedbackStore feedbacks, IMarketplace marketplace, TimeProvider time) : IWhatIfService, IDisposable
{
    /// <summary>How long reading may take; what was read by then is what the answer is told from.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private const int PageSize = 100;
    private const int ReadsAtOnce = 4;

    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public async Task<Result<WhatIfAnswer>> AskAsync(WhatIfQuery query, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
            return new Problem(ErrorCodes.Overloaded, "Another what-if is being worked on, and one is worked on at a time; ask again after the time in Retry-After.");
        try
        {
            var study = new WhatIfStudy(query.Policy, marketplace.Market);
            var count = new TrafficCount();
            var stoppedBy = await ReadAsync(query, study, count, cancellationToken);
            return new WhatIfAnswer(query.Kind, query.Since, query.Until, count.Traffic(stoppedBy), study.Report());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<string?> ReadAsync(WhatIfQuery query, WhatIfStudy study, TrafficCount count, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var left = query.Top;
        string? continuation = null;
        do
        {
            if (time.GetElapsedTime(started) > TimeLimit) return WhatIfTraffic.StoppedByTime;
            var page = await client.ListAsync(PageOf(query, continuation), cancellationToken);
            OrchestrationSnapshot[] inTime = [.. page.Items.Where(item => query.Until is not { } until || item.CreatedAt < until)];
            foreach (var decided in await DecidedAsync(inTime.AsSpan(0, Math.Min(left, inTime.Length)).ToArray(), cancellationToken))
            {
                count.Add(decided.Snapshot, decided.Status, decided.IsJudge, decided.Decision);
                if (decided.Decision is { } decision) study.Add(decision);
            }

            left -= inTime.Length;
            continuation = page.Continuation;
            if (left < 0 || (left == 0 && continuation is not null)) return WhatIfTraffic.StoppedByTop;
        }
        while (continuation is not null);
        return null;
    }

    private static OrchestrationQuery PageOf(WhatIfQuery query, string? continuation) => new()
    {
        Name = MicrotaskOrchestration.Definition.Name,
        Owner = query.Tenant,
        Group = query.Kind,
        Since = query.Since,
        Top = PageSize,
        Continuation = continuation,
    };

    private async Task<IReadOnlyList<Decided>> DecidedAsync(OrchestrationSnapshot[] snapshots, CancellationToken cancellationToken)
    {
        var decided = new Decided[snapshots.Length];
        await Parallel.ForAsync(
            0,
            snapshots.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken },
            async (i, token) => decided[i] = await DecidedAsync(snapshots[i], token));
        return decided;
    }

    private async ValueTask<Decided> DecidedAsync(OrchestrationSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Status is OrchestrationStatus.Failed or OrchestrationStatus.Terminated) return new Decided(snapshot, null, IsJudge: false, null);
        var published = MicrotaskViews.ProgressOf(snapshot);
        if (published is null && snapshot.Status == OrchestrationStatus.Running) return new Decided(snapshot, MicrotaskStatus.Running, IsJudge: false, null);
        var history = DecisionHistory.Fold(await client.GetHistoryAsync(snapshot.InstanceId, cancellationToken));
        var end = history.Progress ?? published;
        var isJudge = history.Accepted?.JudgeOf is not null;
        return isJudge || end is not { Status: MicrotaskStatus.Succeeded or MicrotaskStatus.Failed or MicrotaskStatus.NoAward }
            ? new Decided(snapshot, end?.Status, isJudge, null)
            : new Decided(snapshot, end.Status, IsJudge: false, LoggedDecisions.Of(history, end, await feedbacks.ListAsync(snapshot.InstanceId, cancellationToken)));
    }

    private sealed record Decided(OrchestrationSnapshot Snapshot, MicrotaskStatus? Status, bool IsJudge, LoggedDecision? Decision);
}
