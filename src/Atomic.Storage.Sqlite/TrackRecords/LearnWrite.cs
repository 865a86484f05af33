using Atomic.Core.Learning;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.TrackRecords;

/// <summary>One learning: its id now, the rows that it changed at the end of the group, in the same transaction.</summary>
internal sealed class LearnWrite(
    TrackRecordRows rows, string learningId, long atMs, KindRecord before, KindRecord after, Observations observations) : IDatabaseWrite
{
    private const string WriteId = "INSERT INTO learned(id, at) VALUES($id, $at) ON CONFLICT(id) DO NOTHING";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        statements.Get(WriteId).Set("$id", learningId).Set("$at", atMs).ExecuteNonQuery();
        rows.Add(before, after, observations);
    }
}
