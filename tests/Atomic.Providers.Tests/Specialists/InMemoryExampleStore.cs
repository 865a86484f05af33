using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>The port in memory, with failures to order.</summary>
internal sealed class InMemoryExampleStore : IExampleStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<VerifiedExample>> _logs = [];
    private readonly Dictionary<string, (long Place, ReadOnlyMemory<byte> State)> _snapshots = [];

    /// <summary>Whether examples that a snapshot includes are dropped, as the port allows.</summary>
    public bool DropsIncluded { get; set; }

    /// <summary>Makes the next append fail after it has stored.</summary>
    public bool FailsAfterNextAppend { get; set; }

    public bool FailsSnapshots { get; set; }

    public int Snapshots { get; private set; }

    public ValueTask<long> AppendAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var log = LogOf(example.Kind);
            if (log.Exists(kept => kept.LearningId == example.LearningId)) return ValueTask.FromResult(0L);
            log.Add(example);
            if (!FailsAfterNextAppend) return ValueTask.FromResult((long)log.Count);
            FailsAfterNextAppend = false;
            throw new IOException("The store failed after storing.");
        }
    }

    public ValueTask<IReadOnlyList<VerifiedExample>> ReadAsync(string kind, long after, int top, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var from = DropsIncluded && _snapshots.TryGetValue(kind, out var snapshot) ? Math.Max(after, snapshot.Place) : after;
            return ValueTask.FromResult<IReadOnlyList<VerifiedExample>>([.. LogOf(kind).Skip((int)from).Take(top)]);
        }
    }

    public ValueTask SaveSnapshotAsync(string kind, long place, ReadOnlyMemory<byte> state, CancellationToken cancellationToken)
    {
        if (FailsSnapshots) throw new IOException("The disk is full.");
        lock (_lock) _snapshots[kind] = (place, state.ToArray());
        Snapshots++;
        return ValueTask.CompletedTask;
    }

    public ValueTask<(long Place, ReadOnlyMemory<byte> State)?> LoadSnapshotAsync(string kind, CancellationToken cancellationToken)
    {
        lock (_lock) return ValueTask.FromResult<(long, ReadOnlyMemory<byte>)?>(_snapshots.TryGetValue(kind, out var snapshot) ? snapshot : null);
    }

    public ValueTask<IReadOnlyList<string>> ListKindsAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return ValueTask.FromResult<IReadOnlyList<string>>([.. _logs.Where(static log => log.Value.Count > 0).Select(static log => log.Key)]);
    }

    public void Damage(string kind)
    {
        lock (_lock)
        {
            var damaged = _snapshots[kind].State.ToArray();
            damaged[damaged.Length / 2] ^= 0x10;
            _snapshots[kind] = (_snapshots[kind].Place, damaged);
        }
    }

    public int Count(string kind)
    {
        lock (_lock) return LogOf(kind).Count;
    }

    private List<VerifiedExample> LogOf(string kind)
    {
        if (!_logs.TryGetValue(kind, out var log)) _logs[kind] = log = [];
        return log;
    }
}
