using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.ApiKeys;

/// <summary>
/// The API keys. Table <c>ApiKeys</c>, PartitionKey <c>keys</c>, rows as <see cref="ApiKeyRows"/> says. Written atomically: the three rows of a key, under the
/// ETag of the first where it was there; so a key is found by one point read, listed by one range, and the same in both. A revocation counts in every
/// instance with its next read: none keeps keys.
/// </summary>
public sealed class AzureApiKeyStore : IApiKeyStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "ApiKeys";

    private const int MaxListed = 1_000;

    private readonly TableClient _table;
    private readonly Contention _contention;

    internal AzureApiKeyStore(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _contention = new Contention("API key", log);
    }

    /// <inheritdoc/>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.Conflict"/> where there is a key of that id; <see cref="ErrorCodes.InvalidField"/> for a tenant that can be none.</exception>
    public async ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(key.Id);
        StoredText.RequireKey(key.Label);
        if (!TenantName.IsValid(key.Tenant))
            throw new AtomicException(ErrorCodes.InvalidField, $"An API key's tenant is no name of one: it has the form {TenantName.Pattern}.");
        if (await WriteAsync(key, null, cancellationToken) || await FindAsync(key.Id, cancellationToken) == key)
            return;
        throw new AtomicException(ErrorCodes.Conflict, $"There is an API key {key.Id} already: make one with an id of its own.");
    }

    /// <inheritdoc/>
    public async ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(ApiKeyRows.Partition, ApiKeyRows.KeyOf(id), cancellationToken) is { } row ? ApiKeyRows.Read(row) : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken)
    {
        var prefix = ApiKeyRows.ListPrefix(tenant);
        var keys = new List<ApiKey>();
        await foreach (var row in _table.RangeAsync(ApiKeyRows.Partition, prefix + ":", TableKey.After(prefix), cancellationToken, MaxListed))
        {
            keys.Add(ApiKeyRows.Read(row));
            if (keys.Count == MaxListed)
                break;
        }

        return keys;
    }

    /// <inheritdoc/>
    public async ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var found = await _contention.RunAsync(() => TryRevokeAsync(id, at, cancellationToken), cancellationToken);
        return found is [var key] ? key : null;
    }

    // Empty where there is no such key; null where the row had changed.
    private async Task<ApiKey[]?> TryRevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(ApiKeyRows.Partition, ApiKeyRows.KeyOf(id), cancellationToken) is not { } row)
            return [];
        var key = ApiKeyRows.Read(row);
        if (key.RevokedAt is not null)
            return [key];
        var revoked = key with { RevokedAt = at };
        return await WriteAsync(revoked, row.ETag, cancellationToken) ? [revoked] : null;
    }

    private async Task<bool> WriteAsync(ApiKey key, ETag? read, CancellationToken cancellationToken)
    {
        var transaction = new RowTransaction(_table);
        foreach (var row in ApiKeyRows.Of(key))
        {
            if (transaction.Count == 0)
                transaction.Replace(row, read);
            else
                transaction.Put(row);
        }

        return (await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed;
    }
}
