using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Streaming;

namespace Atomic.Http.Tests;

/// <summary>The service in memory: it answers with the input unless a test scripts something else.</summary>
public sealed class ScriptedService : IMicrotaskService
{
    public static readonly string FirstId = MicrotaskId.FromIdempotencyKey("tests", "1");
    public const string NotFound = "There is no microtask of this id.";

    public static readonly string NoId = MicrotaskId.FromIdempotencyKey("tests", "none");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MicrotaskView> _views = [];
    private readonly Dictionary<string, string> _tenants = [];
    private readonly Dictionary<(string Tenant, string Key), (string Id, string Input)> _keys = [];
    private int _accepted;

    public List<MicrotaskSubmission> Submissions { get; } = [];

    public List<TimeSpan> Waits { get; } = [];

    public List<string> Durable { get; } = [];

    public List<MicrotaskQuery> Queries { get; } = [];

    public List<(string Id, Feedback Feedback)> Feedback { get; } = [];

    /// <summary>Whether microtasks end before anyone waits for them.</summary>
    public bool EndsAtOnce { get; set; } = true;

    /// <summary>Where set, waiting for an end takes until the caller gives up; then it is completed.</summary>
    public TaskCompletionSource? GivenUp { get; set; }

    public TaskCompletionSource Waited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where set, microtasks end once it is completed, and not before.</summary>
    public TaskCompletionSource? Ending { get; set; }

    /// <summary>Answers that callers read while they arrive.</summary>
    public AnswerFeeds Feeds { get; } = new();

    public List<string> Cancelled { get; } = [];

    public Func<MicrotaskView, MicrotaskView> End { get; set; } = static view => view;

    public Func<MicrotaskSubmission, Problem?> Refuse { get; set; } = static _ => null;

    public Func<MicrotaskQuery, Result<MicrotaskPage>>? List { get; set; }

    public Func<string, DecisionRecord?> Record { get; set; } = static _ => null;

    public Func<string, Feedback, Result<FeedbackReceipt>>? TakeFeedback { get; set; }

    public MarketView Market { get; set; } = Samples.Market;

    public Func<string, string, KindCalibration?> Calibration { get; set; } = static (_, _) => null;

    public ValueTask<Result<AcceptedReceipt>> SubmitAsync(MicrotaskSubmission submission, CancellationToken cancellationToken)
    {
        if (Refuse(submission) is { } problem) return new(problem);
        var input = submission.Payload.Input.GetRawText();
        lock (_lock)
        {
            Submissions.Add(submission);
            if (submission.IdempotencyKey is { } key && _keys.TryGetValue((submission.Tenant, key), out var before))
            {
                return new(before.Input == input
                    ? new AcceptedReceipt(before.Id, Created: false)
                    : Result<AcceptedReceipt>.FromProblem(new Problem("idempotency-key-reused", "The key was used before for another request; use a new key.")));
            }

            var id = MicrotaskId.FromIdempotencyKey("tests", (++_accepted).ToString());
            if (submission.IdempotencyKey is not null) _keys[(submission.Tenant, submission.IdempotencyKey)] = (id, input);
            var view = Samples.Running(id, submission.Kind);
            _tenants[id] = submission.Tenant;
            _views[id] = EndsAtOnce ? Ended(view, submission.Payload.Input) : view;
            return new(new AcceptedReceipt(id, Created: true) { Answer = submission.Stream && submission.Payload.OutputSchema is null ? Feeds.Open(id) : null });
        }
    }

    public Task WaitUntilDurableAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock) Durable.Add(id);
        return Task.CompletedTask;
    }

    public async Task<MicrotaskView?> GetAsync(string tenant, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (_lock) Waits.Add(wait);
        if (GivenUp is not null)
        {
            using var registration = cancellationToken.Register(GivenUp.SetResult);
            Waited.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Ending is not null && wait > TimeSpan.Zero) await Ending.Task.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (!IsOf(tenant, id) || !_views.TryGetValue(id, out var view)) return null;
            return Ending is { Task.IsCompleted: false } ? Samples.Running(id, view.Kind) with { Award = view.Award } : view;
        }
    }

    public Task<Result<MicrotaskPage>> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Queries.Add(query);
            return Task.FromResult(List?.Invoke(query) ?? new MicrotaskPage([.. _views.Values.Where(view => IsOf(query.Tenant, view.Id)).Take(query.Top)], null));
        }
    }

    public Task<MicrotaskView?> CancelAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!IsOf(tenant, id) || !_views.TryGetValue(id, out var view)) return Task.FromResult<MicrotaskView?>(null);
            Cancelled.Add(id);
            if (view.Status == MicrotaskStatus.Running) _views[id] = view = view with { Status = MicrotaskStatus.Cancelled, Detail = "Cancelled by its caller." };
            return Task.FromResult<MicrotaskView?>(view);
        }
    }

    public Task<DecisionRecord?> GetRecordAsync(string tenant, string id, CancellationToken cancellationToken) => Task.FromResult(IsOf(tenant, id) ? Record(id) : null);

    public Task<Result<FeedbackReceipt>> AddFeedbackAsync(string tenant, string id, Feedback feedback, CancellationToken cancellationToken)
    {
        if (!IsOf(tenant, id)) return Task.FromResult(Result<FeedbackReceipt>.FromProblem(new Problem("not-found", NotFound)));
        lock (_lock) Feedback.Add((id, feedback));
        return Task.FromResult(TakeFeedback?.Invoke(id, feedback) ?? new FeedbackReceipt(id, Recorded: true, Learned: true));
    }

    public Task<MarketView> GetMarketAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult(Market);

    public Task<KindCalibration?> GetCalibrationAsync(string tenant, string kind, CancellationToken cancellationToken) => Task.FromResult(Calibration(tenant, kind));

    private bool IsOf(string tenant, string id) => !_tenants.TryGetValue(id, out var owner) || owner == tenant;

    private MicrotaskView Ended(MicrotaskView view, JsonElement output) => End(view with
    {
        Status = MicrotaskStatus.Succeeded,
        Output = output,
        Award = Samples.Award,
        CostUsd = 0.0001,
        LatencyMs = 12.3456,
        OverheadMs = 2,
        EndedAt = Samples.Time.AddSeconds(1),
    });
}
