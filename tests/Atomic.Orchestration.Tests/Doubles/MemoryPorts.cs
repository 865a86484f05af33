using System.Collections.Concurrent;
using System.Security.Cryptography;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>The ports in memory, true to their contracts but for durability.</summary>
internal sealed class MemoryPorts : IPayloadStore, ITrackRecordStore, IBudgetStore, IFeedbackStore, IExampleLearner, IDurabilityBarrier
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _payloads = new();
    private readonly ConcurrentDictionary<string, KindRecord> _records = new();
    private readonly HashSet<string> _learned = [];
    private readonly Dictionary<string, double> _reserved = [];
    private readonly HashSet<string> _settled = [];
    private readonly Dictionary<string, List<Feedback>> _feedback = [];
    private double _spentUsd;

    public double? BudgetUsd { get; set; }

    public DateTimeOffset? BudgetRenewsAt { get; set; }

    /// <summary>The scopes that the ledger was asked for.</summary>
    public ConcurrentQueue<BudgetScope> Scopes { get; } = [];

    public List<VerifiedExample> Examples { get; } = [];

    public List<VerifiedExample> Measured { get; } = [];

    public List<(string Id, IReadOnlyList<Observation> Observations)> Learned { get; } = [];

    public List<PairObservation> LearnedPairs { get; } = [];

    public int Barriers { get; private set; }

    public ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        _payloads[hash] = content.ToArray();
        return new(hash);
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string hash, CancellationToken cancellationToken) =>
        new(_payloads.TryGetValue(hash, out var content) ? (ReadOnlyMemory<byte>?)content : null);

    public void DropPayloads() => _payloads.Clear();

    ValueTask<KindRecord> ITrackRecordStore.GetAsync(string kind, CancellationToken cancellationToken) => new(_records.GetOrAdd(kind, KindRecord.Empty));

    ValueTask<IReadOnlyList<KindRecord>> ITrackRecordStore.ListAsync(CancellationToken cancellationToken) =>
        new([.. _records.Values.OrderBy(static record => record.Kind, StringComparer.Ordinal)]);

    public ValueTask<LearningReceipt> LearnAsync(string learningId, string kind, Observations observations, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var record = _records.GetOrAdd(kind, KindRecord.Empty);
            if (!_learned.Add(learningId))
                return new(new LearningReceipt(record.Version, false));
            Learned.Add((learningId, observations.Bidders));
            LearnedPairs.AddRange(observations.Pairs);
            record = record.After(observations);
            _records[kind] = record;
            return new(new LearningReceipt(record.Version, true));
        }
    }

    public ValueTask<BudgetState?> GetTightestAsync(BudgetScope scope, CancellationToken cancellationToken)
    {
        Scopes.Enqueue(scope);
        lock (_lock)
            return new(BudgetUsd is { } limit ? new BudgetState("test", null, limit, _spentUsd, _reserved.Values.Sum()) { RenewsAt = BudgetRenewsAt } : null);
    }

    async ValueTask<IReadOnlyList<BudgetState>> IBudgetStore.ListAsync(string? tenant, CancellationToken cancellationToken) =>
        await GetTightestAsync(default, cancellationToken) is { } budget ? [budget] : [];

    public ValueTask<bool> TryReserveAsync(string decisionId, BudgetScope scope, double amountUsd, CancellationToken cancellationToken)
    {
        Scopes.Enqueue(scope);
        lock (_lock)
        {
            if (BudgetUsd is { } limit && amountUsd > 0 && _spentUsd + _reserved.Values.Sum() + amountUsd > limit)
                return new(false);
            _reserved[decisionId] = amountUsd;
            return new(true);
        }
    }

    public ValueTask SettleAsync(string decisionId, BudgetScope scope, double spentUsd, CancellationToken cancellationToken)
    {
        Scopes.Enqueue(scope);
        lock (_lock)
        {
            if (_settled.Add(decisionId))
            {
                _spentUsd += spentUsd;
                _reserved.Remove(decisionId);
            }
        }

        return default;
    }

    public ValueTask<int> AddAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_feedback.TryGetValue(microtaskId, out var list))
                _feedback[microtaskId] = list = [];
            if (list.Any(known => known with { ReceivedAt = feedback.ReceivedAt } == feedback))
                return new(-1);
            list.Add(feedback);
            return new(list.Count - 1);
        }
    }

    ValueTask<IReadOnlyList<Feedback>> IFeedbackStore.ListAsync(string microtaskId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new([.. _feedback.GetValueOrDefault(microtaskId, [])]);
    }

    public ValueTask LearnAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        lock (_lock)
            (example.Measured is null ? Examples : Measured).Add(example);
        return default;
    }

    public Task WaitUntilDurableAsync(CancellationToken cancellationToken)
    {
        Barriers++;
        return Task.CompletedTask;
    }
}
