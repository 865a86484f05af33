using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.LocalHost.History;

/// <summary>Reads of instances and their history.</summary>
internal static class InstanceReads
{
    /// <summary>The columns that <see cref="Snapshot"/> and <see cref="Stored"/> read, in their order.</summary>
    public const string Columns =
        "key, id, name, grp, label, status, execution, created, updated, parent_id, parent_execution, parent_task, failure, custom_status, output, owner";

    private const string FindRow = "SELECT " + Columns + " FROM instances WHERE id = $id";
    private const string FindKey = "SELECT 1 FROM instances WHERE id = $id";
    private const string FindHistory = "SELECT number, events FROM history WHERE number BETWEEN $first AND $last ORDER BY number";
    private const string FindLastKey = "SELECT coalesce(max(key), 0) FROM instances";
    private const string CountRunning = "SELECT count(*) FROM instances INDEXED BY instances_running WHERE status = 0";
    private const string FindNext = "SELECT key, created FROM instances WHERE key >= $key ORDER BY key LIMIT 1";
    private const string FindRunning = "SELECT key, id FROM instances INDEXED BY instances_running WHERE status = 0 AND key > $after ORDER BY key LIMIT $count";

    /// <summary>Whether there is an instance of that id.</summary>
    public static bool Exists(IStatementCache statements, string id) => statements.Get(FindKey).Set("$id", id).ExecuteScalar() is not null;

    /// <summary>The instance of that id, with its history if asked for; null where there is none.</summary>
    public static StoredInstance? Find(IStatementCache statements, string id, bool withHistory)
    {
        StoredInstance stored;
        using (var reader = statements.Get(FindRow).Set("$id", id).ExecuteReader())
        {
            if (!reader.Read())
                return null;
            stored = Stored(reader);
        }

        return withHistory ? WithHistory(statements, stored) : stored;
    }

    /// <summary>The highest key given so far.</summary>
    public static long LastKey(IStatementCache statements) => (long)statements.Get(FindLastKey).ExecuteScalar()!;

    /// <summary>How many instances run.</summary>
    public static long RunningCount(IStatementCache statements) => (long)statements.Get(CountRunning).ExecuteScalar()!;

    /// <summary>Keys and ids of running instances, in the order of their start.</summary>
    public static List<(long Key, string Id)> Running(IStatementCache statements, long after, int count)
    {
        var found = new List<(long Key, string Id)>(count);
        using var reader = statements.Get(FindRunning).Set("$after", after).Set("$count", count).ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetInt64(0), reader.GetString(1)));
        return found;
    }

    /// <summary>The first key of an instance started at or after that time, by bisection: keys grow with the time of the start, but for clocks set back.</summary>
    public static long FirstKeySince(IStatementCache statements, DateTimeOffset since)
    {
        var (low, high) = (1L, LastKey(statements) + 1);
        var command = statements.Get(FindNext);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            using var reader = command.Set("$key", middle).ExecuteReader();
            if (reader.Read() && reader.GetInt64(1) < since.UtcTicks)
                low = reader.GetInt64(0) + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The snapshot in a row of <see cref="Columns"/>.</summary>
    public static OrchestrationSnapshot Snapshot(SqliteDataReader reader) => new()
    {
        InstanceId = reader.GetString(1),
        Name = reader.GetString(2),
        Owner = reader.GetString(15) is { Length: > 0 } owner ? owner : null,
        Group = reader.GetString(3) is { Length: > 0 } group ? group : null,
        Label = reader.GetString(4),
        Status = (OrchestrationStatus)reader.GetInt32(5),
        CreatedAt = Time(reader, 7),
        UpdatedAt = Time(reader, 8),
        Failure = reader.IsDBNull(12) ? null : reader.GetString(12),
        CustomStatusJson = Json(reader, 13),
        OutputJson = Json(reader, 14),
    };

    private static StoredInstance Stored(SqliteDataReader reader)
    {
        var row = Snapshot(reader);
        var parent = reader.IsDBNull(9) ? null : new ParentLink(reader.GetString(9), reader.GetInt32(10), reader.GetInt32(11));
        var identity = new InstanceIdentity(reader.GetInt64(0), row.InstanceId, row.Name, new Filing(row.Owner, row.Group), row.CreatedAt, parent);
        return new StoredInstance(identity, row, reader.GetInt32(6), [], 0);
    }

    private static StoredInstance WithHistory(IStatementCache statements, StoredInstance stored)
    {
        var blobs = new List<byte[]>();
        var last = -1L;
        var first = HistorySchema.Number(stored.Identity.Key, 0);
        using var reader = statements.Get(FindHistory)
            .Set("$first", first)
            .Set("$last", HistorySchema.Number(stored.Identity.Key + 1, 0) - 1)
            .ExecuteReader();
        while (reader.Read())
        {
            last = reader.GetInt64(0) - first;
            blobs.Add(reader.GetFieldValue<byte[]>(1));
        }

        return stored with { Blobs = blobs, NextSequence = (int)last + 1 };
    }

    private static DateTimeOffset Time(SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    private static ReadOnlyMemory<byte>? Json(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : (ReadOnlyMemory<byte>?)reader.GetFieldValue<byte[]>(column);
}
