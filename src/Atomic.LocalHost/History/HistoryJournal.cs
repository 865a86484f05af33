using System.Runtime.InteropServices;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.LocalHost.History;

/// <summary>
/// Gathers the changes of a group and writes, for each instance, one row of history and one of state: an instance that had several turns since the last
/// commit costs no more than one that had a single turn. Used on the writer's thread only.
/// </summary>
internal sealed class HistoryJournal : IGroupParticipant
{
    private const string InsertInstance =
        "INSERT INTO instances(key, id, name, owner, grp, label, status, execution, created, updated, parent_id, parent_execution, parent_task, failure, custom_status, output) " +
        "VALUES($key, $id, $name, $owner, $grp, $label, $status, $execution, $created, $updated, $parent_id, $parent_execution, $parent_task, $failure, $custom_status, $output)";

    private const string UpdateInstance =
        "UPDATE instances SET label = $label, status = $status, execution = $execution, updated = $updated, failure = $failure, custom_status = $custom_status, output = $output " +
        "WHERE key = $key";

    private const string TouchInstance = "UPDATE instances SET updated = $updated WHERE key = $key";
    private const string InsertHistory = "INSERT INTO history(number, events) VALUES($number, $events)";
    private const string DeleteHistory = "DELETE FROM history WHERE number BETWEEN $first AND $last";

    private readonly Dictionary<long, int> _places = [];
    private readonly List<Gathered> _gathered = [];

    /// <summary>Adds a change to those of the group.</summary>
    public void Gather(InstanceChange change)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, change.Identity.Key, out var exists);
        if (exists)
        {
            _gathered[place].Add(change);
            return;
        }

        place = _gathered.Count;
        _gathered.Add(new Gathered(change));
    }

    /// <inheritdoc/>
    public void BeforeCommit(IStatementCache statements)
    {
        foreach (var gathered in _gathered)
        {
            WriteRow(statements, gathered);
            WriteHistory(statements, gathered);
        }

        _gathered.Clear();
        _places.Clear();
    }

    private static void WriteRow(IStatementCache statements, Gathered gathered)
    {
        var row = gathered.Last.Row;
        if (!gathered.IsStart && !gathered.ChangesRow)
        {
            statements.Get(TouchInstance).Set("$updated", row.UpdatedAt.UtcTicks).Set("$key", gathered.Last.Identity.Key).ExecuteNonQuery();
            return;
        }

        var command = statements.Get(gathered.IsStart ? InsertInstance : UpdateInstance);
        command
            .Set("$key", gathered.Last.Identity.Key)
            .Set("$label", row.Label)
            .Set("$status", (int)row.Status)
            .Set("$execution", gathered.Last.Execution)
            .Set("$updated", row.UpdatedAt.UtcTicks)
            .Set("$failure", row.Failure)
            .Set("$custom_status", Bytes(row.CustomStatusJson))
            .Set("$output", Bytes(row.OutputJson));
        if (gathered.IsStart)
            SetIdentity(command, gathered.Last.Identity);
        command.ExecuteNonQuery();
    }

    private static void SetIdentity(SqliteCommand command, InstanceIdentity identity) => command
        .Set("$id", identity.Id)
        .Set("$name", identity.Name)
        .Set("$owner", identity.Filing.Owner ?? "")
        .Set("$grp", identity.Filing.Group ?? "")
        .Set("$created", identity.CreatedAt.UtcTicks)
        .Set("$parent_id", identity.Parent?.InstanceId)
        .Set("$parent_execution", identity.Parent?.Execution)
        .Set("$parent_task", identity.Parent?.TaskId);

    private static void WriteHistory(IStatementCache statements, Gathered gathered)
    {
        var key = gathered.Last.Identity.Key;
        if (gathered.ResetsHistory)
        {
            statements.Get(DeleteHistory)
                .Set("$first", HistorySchema.Number(key, 0))
                .Set("$last", HistorySchema.Number(key + 1, 0) - 1)
                .ExecuteNonQuery();
        }

        statements.Get(InsertHistory).Set("$number", HistorySchema.Number(key, gathered.Sequence)).Set("$events", gathered.Events()).ExecuteNonQuery();
    }

    private static byte[]? Bytes(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } memory)
            return null;
        return MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
    }

    private sealed class Gathered(InstanceChange first)
    {
        private readonly List<byte[]> _segments = [first.Segment];

        public InstanceChange Last { get; private set; } = first;

        public int Sequence { get; private set; } = first.Sequence;

        public bool IsStart { get; } = first.IsStart;

        public bool ChangesRow { get; private set; } = first.ChangesRow;

        public bool ResetsHistory { get; private set; } = first.ResetsHistory;

        public void Add(InstanceChange change)
        {
            if (change.ResetsHistory)
            {
                _segments.Clear();
                Sequence = change.Sequence;
            }

            _segments.Add(change.Segment);
            Last = change;
            ChangesRow |= change.ChangesRow;
            ResetsHistory |= change.ResetsHistory;
        }

        public byte[] Events()
        {
            if (_segments.Count == 1)
                return _segments[0];
            var blob = new byte[_segments.Sum(segment => segment.Length)];
            var position = 0;
            foreach (var segment in _segments)
            {
                segment.CopyTo(blob, position);
                position += segment.Length;
            }

            return blob;
        }
    }
}
