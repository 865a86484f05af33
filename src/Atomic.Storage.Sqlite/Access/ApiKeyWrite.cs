using Atomic.Orchestration.Access;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Access;

/// <summary>Keeps a key. One that has its id already stays: a new secret must not take the place of one that somebody holds.</summary>
internal sealed class ApiKeyWrite(ApiKey key) : IDatabaseWrite
{
    private const string Write =
        "INSERT INTO api_keys(id, secret_hash, tenant, scopes, label, created, expires, revoked) " +
        "VALUES($id, $hash, $tenant, $scopes, $label, $created, $expires, $revoked) ON CONFLICT(id) DO NOTHING";

    /// <summary>Whether no key had its id; known once the write is durable.</summary>
    public bool WasNew { get; private set; }

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => WasNew = statements.Get(Write)
        .Set("$id", key.Id)
        .Set("$hash", key.SecretHash)
        .Set("$tenant", key.Tenant)
        .Set("$scopes", (int)key.Scopes)
        .Set("$label", key.Label)
        .Set("$created", key.CreatedAt.UtcTicks)
        .Set("$expires", key.ExpiresAt?.UtcTicks)
        .Set("$revoked", key.RevokedAt?.UtcTicks)
        .ExecuteNonQuery() > 0;
}
