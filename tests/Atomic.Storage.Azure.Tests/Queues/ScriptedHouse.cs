using System.Collections.Concurrent;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;

namespace Atomic.Storage.Azure.Tests.Queues;

/// <summary>What stands behind a pump: microtasks that end, wait or are refused as a test wants, and given-up messages in memory.</summary>
internal sealed class ScriptedHouse : IMicrotaskService, IPoisonStore, IDurabilityBarrier
{
    private readonly ConcurrentDictionary<string, MicrotaskSubmission> _accepted = new();

    /// <summary>The ids of all submissions, also of those that came again.</summary>
    public ConcurrentQueue<string> Submitted { get; } = new();

    public ConcurrentDictionary<string, PoisonMessage> Poisoned { get; } = new();

    public Problem? Refusal { get; set; }

    /// <summary>What each microtask waits for before it ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ValueTask<Result<AcceptedReceipt>> SubmitAsync(MicrotaskSubmission submission, CancellationToken cancellationToken)
    {
        var id = MicrotaskId.FromIdempotencyKey(submission.Tenant, submission.IdempotencyKey!);
        Submitted.Enqueue(id);
        return Refusal is { } problem ? new(problem) : new(new AcceptedReceipt(id, _accepted.TryAdd(id, submission)));
    }

    public async Task<MicrotaskView?> GetAsync(string tenant, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        return _accepted.TryGetValue(id, out var submission)
            ? new MicrotaskView
            {
                Id = id, Kind = submission.Kind, Status = MicrotaskStatus.Succeeded, Output = submission.Payload.Input, SubmittedAt = DateTimeOffset.UnixEpoch,
            }
            : null;
    }

    public ValueTask AddAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        Poisoned[message.Id] = message;
        return default;
    }

    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitUntilDurableAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<PoisonMessage>> ListAsync(int top, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<PoisonMessage?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<MicrotaskPage>> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MicrotaskView?> CancelAsync(string tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DecisionRecord?> GetRecordAsync(string tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<FeedbackReceipt>> AddFeedbackAsync(string tenant, string id, Feedback feedback, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<MarketView> GetMarketAsync(string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KindCalibration?> GetCalibrationAsync(string tenant, string kind, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A message that asks for a text.</summary>
    public static string Message(string input) => JsonSerializer.Serialize(new { kind = "email-routing", input });
}
