using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Examples;

/// <summary>Replaces a kind's snapshot and drops the examples that it includes.</summary>
internal sealed class SnapshotWrite(string kind, long place, byte[] state) : IDatabaseWrite
{
    private const string WriteState =
        "INSERT INTO example_snapshots(kind, place, state) VALUES($kind, $place, $state) " +
        "ON CONFLICT(kind) DO UPDATE SET place = excluded.place, state = excluded.state";

    private const string DropExamples = "DELETE FROM examples WHERE kind = $kind AND place <= $place";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        var write = statements.Get(WriteState).Set("$kind", kind).Set("$place", place).Set("$state", state);
        write.ExecuteNonQuery();

        // The prepared statement outlives the write, and must not hold the state as long.
        write.Set("$state", null);
        statements.Get(DropExamples).Set("$kind", kind).Set("$place", place).ExecuteNonQuery();
        ExampleLogRow.Write(statements, kind, place);
    }
}
