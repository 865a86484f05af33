using Atomic.LocalHost.History;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Purge;

/// <summary>Deletes ended instances with all that belongs to them, and gives some of the space back.</summary>
internal sealed class PurgeWrite(IReadOnlyList<(long Key, string Id)> instances, IReadOnlyList<IPurgeListener> listeners) : IDatabaseWrite
{
    private const string DeleteInstance = "DELETE FROM instances WHERE key = $key";
    private const string DeleteHistory = "DELETE FROM history WHERE number BETWEEN $first AND $last";

    // A bounded step: 4 MB of the file at most.
    private const string GiveBack = "PRAGMA incremental_vacuum(1000)";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        foreach (var (key, _) in instances)
        {
            statements.Get(DeleteHistory)
                .Set("$first", HistorySchema.Number(key, 0))
                .Set("$last", HistorySchema.Number(key + 1, 0) - 1)
                .ExecuteNonQuery();
            statements.Get(DeleteInstance).Set("$key", key).ExecuteNonQuery();
        }

        var ids = instances.Select(instance => instance.Id).ToList();
        foreach (var listener in listeners)
            listener.OnPurge(statements, ids);

        // It returns a row for each page: all of them must be read for all pages to go.
        using var pages = statements.Get(GiveBack).ExecuteReader();
        while (pages.Read())
        {
        }
    }
}
