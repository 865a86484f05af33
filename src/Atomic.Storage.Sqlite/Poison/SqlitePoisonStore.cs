using System.Globalization;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Poison;

/// <summary>The messages that were given up. They are few and whoever changes them waits until it is durable anyway; so the file alone counts, and a change that was begun is not given up.</summary>
/// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
public sealed class SqlitePoisonStore(IAtomicDatabase database) : IPoisonStore
{
    private const int MaxTop = 1_000;
    private const string Select = "SELECT id, queue, text, reason, tries, at FROM poison ";

    /// <inheritdoc/>
    /// <exception cref="Atomic.Core.Errors.AtomicException">The id is no well-formed text.</exception>
    public async ValueTask AddAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(message.Id);
        cancellationToken.ThrowIfCancellationRequested();
        await database.WhenDurableAsync(database.Enqueue(new PoisonWrite(message)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is out of its range.</exception>
    public ValueTask<IReadOnlyList<PoisonMessage>> ListAsync(int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MaxTop);
        return database.ReadAsync<IReadOnlyList<PoisonMessage>>(
            statements =>
            {
                var messages = new List<PoisonMessage>();
                using var reader = statements.Get(Select + "ORDER BY ticks DESC, id LIMIT $top").Set("$top", top).ExecuteReader();
                while (reader.Read())
                    messages.Add(Of(reader));
                return messages;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<PoisonMessage?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        statements =>
        {
            using var reader = statements.Get(Select + "WHERE id = $id").Set("$id", id).ExecuteReader();
            return reader.Read() ? Of(reader) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var removal = new PoisonRemoval(id);
        await database.WhenDurableAsync(database.Enqueue(removal));
        return removal.HasRemoved;
    }

    private static PoisonMessage Of(SqliteDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Queue = reader.GetString(1),
        Text = reader.GetString(2),
        Reason = reader.GetString(3),
        Tries = reader.GetInt32(4),
        GivenUpAt = DateTimeOffset.ParseExact(reader.GetString(5), "O", CultureInfo.InvariantCulture),
    };
}
