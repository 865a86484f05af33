using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Access;

/// <summary>Keys in memory; a read can be held up, and what another process does is done to <see cref="Keys"/>.</summary>
internal sealed class ScriptedKeyStore : IApiKeyStore, IDurabilityBarrier
{
    public Dictionary<string, ApiKey> Keys { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public int Lists { get; private set; }

    /// <summary>Where set, a read ends only after it, with what it saw before.</summary>
    public Task? Hold { get; set; }

    public ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        Keys.Add(key.Id, key);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Reads++;
        var seen = Keys.GetValueOrDefault(id);
        if (Hold is not null) await Hold;
        return seen;
    }

    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken)
    {
        Lists++;
        IReadOnlyList<ApiKey> seen = [.. Keys.Values];
        if (Hold is not null) await Hold;
        return seen;
    }

    public ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(Keys.TryGetValue(id, out var key) ? Keys[id] = key with { RevokedAt = key.RevokedAt ?? at } : null);

    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
