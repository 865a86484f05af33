using System.Collections.Concurrent;
using System.Security.Cryptography;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Payloads;

/// <summary>The payloads by hash. What is not durable yet is served from memory.</summary>
/// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
/// <param name="time">When a payload was last put, for its retention.</param>
public sealed class SqlitePayloadStore(IAtomicDatabase database, TimeProvider time) : IPayloadStore
{
    private const string Read = "SELECT content FROM payloads WHERE hash = $hash";

    private readonly Lock _putting = new();
    private readonly ConcurrentDictionary<string, byte[]> _pending = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        lock (_putting)
        {
            if (_pending.ContainsKey(hash))
                return ValueTask.FromResult(hash);
            var copy = content.ToArray();
            _pending[hash] = copy;
            var ticket = database.Enqueue(new PayloadWrite(hash, copy, time.GetUtcNow().ToUnixTimeMilliseconds()));
            database.OnDurable(ticket, (_pending, hash), static (state, _) => state._pending.TryRemove(state.hash, out byte[]? _));
        }

        return ValueTask.FromResult(hash);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string hash, CancellationToken cancellationToken)
    {
        if (_pending.TryGetValue(hash, out var pending))
            return pending;
        var content = await database.ReadAsync(statements => statements.Get(Read).Set("$hash", hash).ExecuteScalar() as byte[], cancellationToken);
        return content is null ? default(ReadOnlyMemory<byte>?) : content.AsMemory();
    }
}
