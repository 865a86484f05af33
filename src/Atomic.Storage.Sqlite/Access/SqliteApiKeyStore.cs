using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Access;

/// <summary>
/// The API keys. Changes are rare and whoever makes one waits until it is durable anyway; so the file alone counts, and a read waits until the last
/// change is in the file, which nearly always it is.
/// </summary>
/// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
public sealed class SqliteApiKeyStore(IAtomicDatabase database) : IApiKeyStore
{
    private const string Columns = "SELECT id, secret_hash, tenant, scopes, label, created, expires, revoked FROM api_keys ";
    private const string Find = Columns + "WHERE id = $id";
    private const string ListAll = Columns + "ORDER BY created, id LIMIT 1000";
    private const string ListTenant = Columns + "WHERE tenant = $tenant ORDER BY created, id LIMIT 1000";

    private long _lastTicket;

    /// <inheritdoc/>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.Conflict"/>: there is a key of that id, and it stays as it is.</exception>
    public async ValueTask AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(key.Id);
        StoredText.RequireKey(key.Tenant);
        StoredText.RequireKey(key.Label);
        var write = new ApiKeyWrite(key);
        await database.WhenDurableAsync(Enqueue(write)).WaitAsync(cancellationToken);
        if (!write.WasNew)
            throw new AtomicException(ErrorCodes.Conflict, $"There is a key of the id {key.Id} already; make another key.");
    }

    /// <inheritdoc/>
    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) => ReadAsync(
        statements =>
        {
            using var reader = statements.Get(Find).Set("$id", id).ExecuteReader();
            return reader.Read() ? KeyOf(reader) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<ApiKey>>(
        statements =>
        {
            var list = tenant is null ? statements.Get(ListAll) : statements.Get(ListTenant).Set("$tenant", tenant);
            var keys = new List<ApiKey>();
            using var reader = list.ExecuteReader();
            while (reader.Read())
                keys.Add(KeyOf(reader));
            return keys;
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(id);
        Enqueue(new RevocationWrite(id, at));
        return FindAsync(id, cancellationToken);
    }

    private long Enqueue(IDatabaseWrite write)
    {
        var ticket = database.Enqueue(write);
        for (var seen = Volatile.Read(ref _lastTicket); seen < ticket; seen = Volatile.Read(ref _lastTicket))
            Interlocked.CompareExchange(ref _lastTicket, ticket, seen);
        return ticket;
    }

    private async ValueTask<T> ReadAsync<T>(Func<IStatementCache, T> read, CancellationToken cancellationToken)
    {
        await database.WhenDurableAsync(Volatile.Read(ref _lastTicket)).WaitAsync(cancellationToken);
        return await database.ReadAsync(read, cancellationToken);
    }

    private static ApiKey KeyOf(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        SecretHash = row.GetString(1),
        Tenant = row.GetString(2),
        Scopes = (AccessScopes)row.GetInt32(3),
        Label = row.GetString(4),
        CreatedAt = TimeOf(row, 5)!.Value,
        ExpiresAt = TimeOf(row, 6),
        RevokedAt = TimeOf(row, 7),
    };

    private static DateTimeOffset? TimeOf(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
