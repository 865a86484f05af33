using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Queues;

/// <summary>The service as a queue sees it: it accepts, refuses, answers or throws as it is told.</summary>
internal sealed class ScriptedMicrotasks : IMicrotaskService
{
    private readonly Dictionary<string, MicrotaskView> _views = [];

    public List<MicrotaskSubmission> Submissions { get; } = [];

    public List<TimeSpan> Waits { get; } = [];

    public Func<MicrotaskSubmission, Problem?> Refuse { get; set; } = static _ => null;

    public Func<MicrotaskView, MicrotaskView?> End { get; set; } = static view => view;

    public Exception? Failure { get; set; }

    /// <summary>Where set, the end is waited for until the waiter gives up; completed once somebody waits.</summary>
    public TaskCompletionSource? NeverEnds { get; set; }

    public ValueTask<Result<AcceptedReceipt>> SubmitAsync(MicrotaskSubmission submission, CancellationToken cancellationToken)
    {
        Submissions.Add(submission);
        if (Failure is not null)
            throw Failure;
        if (Refuse(submission) is { } problem)
            return new(problem);
        var id = MicrotaskId.FromIdempotencyKey(submission.Tenant, submission.IdempotencyKey!);
        var created = _views.TryAdd(id, Ended(id, submission));
        return new(new AcceptedReceipt(id, created));
    }

    public async Task<MicrotaskView?> GetAsync(string tenant, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        Waits.Add(wait);
        if (NeverEnds is { } waited && wait > TimeSpan.Zero)
        {
            waited.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return _views.GetValueOrDefault(id) is { } view ? End(view) : null;
    }

    public Task WaitUntilDurableAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Result<MicrotaskPage>> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MicrotaskView?> CancelAsync(string tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DecisionRecord?> GetRecordAsync(string tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<FeedbackReceipt>> AddFeedbackAsync(string tenant, string id, Feedback feedback, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<MarketView> GetMarketAsync(string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KindCalibration?> GetCalibrationAsync(string tenant, string kind, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static MicrotaskView Ended(string id, MicrotaskSubmission submission) => new()
    {
        Id = id,
        Kind = submission.Kind,
        Status = MicrotaskStatus.Succeeded,
        Output = JsonSerializer.SerializeToElement("shipping"),
        Award = new AwardView("small", "model-small", "served", "Single(small)", "small", 1),
        CostUsd = 0.0001,
        LatencyMs = 12.3456,
        OverheadMs = 2,
        SubmittedAt = Samples.Now,
        EndedAt = Samples.Now.AddSeconds(1),
    };
}
