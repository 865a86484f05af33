using System.Collections.Concurrent;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Deliveries;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Examples;

/// <summary>
/// The examples and snapshots by kind. Places are given from memory; what is read comes from the file, so that a read waits until what was written
/// before is durable. A snapshot drops the examples that it includes; one that includes less than the present one is ignored.
/// </summary>
public sealed class SqliteExampleStore : IExampleStore
{
    private const string FindId = "SELECT 1 FROM example_learnings WHERE id = $id";
    private const string ReadLogs = "SELECT l.kind, l.last, coalesce(s.place, 0) FROM example_logs l LEFT JOIN example_snapshots s ON s.kind = l.kind";

    private const string ReadExamples =
        "SELECT learning, text, label, weight, outcomes, source, measured, vector FROM examples WHERE kind = $kind AND place > $after ORDER BY place LIMIT $top";

    private const string ReadState = "SELECT place, state FROM example_snapshots WHERE kind = $kind";

    private readonly IAtomicDatabase _database;
    private readonly TimeProvider _time;
    private readonly SeenIds _learned;
    private readonly ConcurrentDictionary<string, Log> _logs;

    private SqliteExampleStore(IAtomicDatabase database, TimeProvider time, Dictionary<string, Log> logs)
    {
        (_database, _time) = (database, time);
        _learned = new SeenIds(database, FindId);
        _logs = new(logs, StringComparer.Ordinal);
    }

    /// <summary>Loads how far the logs go. One store per database.</summary>
    /// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
    /// <param name="time">When an example was appended, for the retention of its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SqliteExampleStore> OpenAsync(IAtomicDatabase database, TimeProvider time, CancellationToken cancellationToken) =>
        new(database, time, await database.ReadAsync(Load, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(example.Kind);
        var place = 0L;
        await _learned.UnlessSeenAsync(
            example.LearningId,
            surelyNew: null,
            () =>
            {
                (place, var ticket) = Append(example);
                return ticket;
            },
            cancellationToken);
        return place;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<VerifiedExample>> ReadAsync(string kind, long after, int top, CancellationToken cancellationToken)
    {
        if (top <= 0 || !await ReachFileAsync(kind, cancellationToken))
            return [];
        return await _database.ReadAsync(
            statements =>
            {
                var examples = new List<VerifiedExample>();
                using var reader = statements.Get(ReadExamples).Set("$kind", kind).Set("$after", after).Set("$top", top).ExecuteReader();
                while (reader.Read())
                    examples.Add(Example(reader, kind));
                return examples;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(string kind, long place, ReadOnlyMemory<byte> state, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        var log = _logs.GetOrAdd(kind, static _ => new Log());
        lock (log)
        {
            if (place >= log.SnapshotPlace)
            {
                log.SnapshotPlace = place;
                log.Last = Math.Max(log.Last, place);
                log.LastTicket = _database.Enqueue(new SnapshotWrite(kind, place, state.ToArray()));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<(long Place, ReadOnlyMemory<byte> State)?> LoadSnapshotAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await ReachFileAsync(kind, cancellationToken))
            return null;
        return await _database.ReadAsync<(long, ReadOnlyMemory<byte>)?>(
            statements =>
            {
                using var reader = statements.Get(ReadState).Set("$kind", kind).ExecuteReader();
                return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListKindsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. _logs.Keys.Order(StringComparer.Ordinal)]);

    private static VerifiedExample Example(SqliteDataReader reader, string kind) =>
        new(reader.GetString(0), kind, reader.GetString(1), reader.GetString(2) is { Length: > 0 } label ? label : null)
        {
            Weight = reader.GetDouble(3),
            Outcomes = ExampleOutcomes.Read(reader.IsDBNull(4) ? null : reader.GetString(4)),
            Source = ExampleSources.Read(reader.IsDBNull(5) ? null : reader.GetString(5)),
            Measured = ExampleMeasures.Read(reader.IsDBNull(6) ? null : reader.GetString(6)),
            Vector = ExampleVectors.Read(reader.IsDBNull(7) ? null : reader.GetString(7)),
        };

    private (long Place, long Ticket) Append(VerifiedExample example)
    {
        var log = _logs.GetOrAdd(example.Kind, static _ => new Log());
        lock (log)
        {
            var place = ++log.Last;
            log.LastTicket = _database.Enqueue(new ExampleWrite(example, place, _time.GetUtcNow().ToUnixTimeMilliseconds()));
            return (place, log.LastTicket);
        }
    }

    private async ValueTask<bool> ReachFileAsync(string kind, CancellationToken cancellationToken)
    {
        if (!_logs.TryGetValue(kind, out var log))
            return false;
        long ticket;
        lock (log)
            ticket = log.LastTicket;
        await _database.WhenDurableAsync(ticket).WaitAsync(cancellationToken);
        return true;
    }

    private static Dictionary<string, Log> Load(IStatementCache statements)
    {
        var logs = new Dictionary<string, Log>(StringComparer.Ordinal);
        using var reader = statements.Get(ReadLogs).ExecuteReader();
        while (reader.Read())
            logs.Add(reader.GetString(0), new Log { Last = reader.GetInt64(1), SnapshotPlace = reader.GetInt64(2) });
        return logs;
    }

    /// <summary>A kind's log; it is its own lock.</summary>
    private sealed class Log
    {
        public long Last { get; set; }

        public long SnapshotPlace { get; set; }

        public long LastTicket { get; set; }
    }
}
