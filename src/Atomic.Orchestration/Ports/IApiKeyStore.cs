using Atomic.Orchestration.Access;

namespace Atomic.Orchestration.Ports;

/// <summary>API keys, hashed. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface IApiKeyStore
{
    /// <summary>Keeps a key; its id is new.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>The key of that id, or null. On the way of every request: one read by key, no scan.</summary>
    /// <param name="id">The key's public part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The keys in order of their making, revoked and expired ones too; of one tenant, or of all. At most 1,000.</summary>
    /// <param name="tenant">The tenant; null: every one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>Takes a key back; a key that was taken back keeps its first time.</summary>
    /// <param name="id">The key's public part.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key as it is then; null where there is none of that id.</returns>
    ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}
