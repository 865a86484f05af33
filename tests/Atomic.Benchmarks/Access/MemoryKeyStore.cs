using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;

namespace Atomic.Benchmarks.Access;

/// <summary>Keys in memory.</summary>
internal sealed class MemoryKeyStore : IApiKeyStore, IDurabilityBarrier
{
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        _keys.Add(key.Id, key);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) => new(_keys.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken) => new([.. _keys.Values]);

    /// <inheritdoc/>
    public ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => new((ApiKey?)null);

    /// <inheritdoc/>
    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
