using System.Collections.Concurrent;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;

namespace Atomic.Http.Tests.Access;

/// <summary>Keys in memory, which counts how often it is read.</summary>
public sealed class InMemoryKeyStore : IApiKeyStore, IDurabilityBarrier
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private int _reads;
    private int _lists;

    public int Reads => Volatile.Read(ref _reads);

    public int Lists => Volatile.Read(ref _lists);

    /// <summary>Where set, every call fails.</summary>
    public Exception? Failure { get; set; }

    public ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        Fail();
        _keys.TryAdd(key.Id, key).ShouldBeTrue();
        return ValueTask.CompletedTask;
    }

    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        Fail();
        return new(_keys.GetValueOrDefault(id));
    }

    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        Fail();
        return new([.. _keys.Values.Where(key => tenant is null || key.Tenant == tenant).OrderBy(static key => key.CreatedAt)]);
    }

    public ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Fail();
        if (!_keys.TryGetValue(id, out var key)) return new((ApiKey?)null);
        return new(_keys[id] = key with { RevokedAt = key.RevokedAt ?? at });
    }

    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Fail()
    {
        if (Failure is not null) throw Failure;
    }
}
