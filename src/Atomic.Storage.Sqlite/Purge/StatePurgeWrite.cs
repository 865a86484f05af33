using Atomic.Storage.Sqlite.Budgets;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Purge;

/// <summary>One purge; its rows are bounded so that it never holds up the writer for long.</summary>
internal sealed class StatePurgeWrite(IReadOnlyList<string> microtaskIds, long beforeMs) : IDatabaseWrite
{
    private const string DeleteFeedback = "DELETE FROM feedback WHERE microtask = $id";
    private const string DeleteSettled = "DELETE FROM budget_settled WHERE decision = $id";

    private const string DeleteLearned =
        "DELETE FROM learned WHERE rowid IN (SELECT rowid FROM learned WHERE at < $before ORDER BY at LIMIT $most)";

    private const string DeleteExampleIds =
        "DELETE FROM example_learnings WHERE rowid IN (SELECT rowid FROM example_learnings WHERE at < $before ORDER BY at LIMIT $most)";

    private const string DeletePayloads =
        "DELETE FROM payloads WHERE rowid IN (SELECT rowid FROM payloads WHERE at < $before ORDER BY at LIMIT $most)";

    private const int LeastAtOnce = 200;

    /// <summary>A microtask leaves at most two learned ids, two example ids and two payloads behind; so at twice that, old rows shrink and never gather.</summary>
    private const int PerMicrotask = 4;

    private static readonly string[] ById = [DeleteFeedback, DeleteSettled, ReservationWrite.Delete];
    private static readonly string[] ByAge = [DeleteLearned, DeleteExampleIds, DeletePayloads];

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        foreach (var sql in ById)
        {
            var delete = statements.Get(sql);
            foreach (var microtaskId in microtaskIds)
                delete.Set("$id", microtaskId).ExecuteNonQuery();
        }

        var most = LeastAtOnce + (PerMicrotask * microtaskIds.Count);
        foreach (var sql in ByAge)
            statements.Get(sql).Set("$before", beforeMs).Set("$most", most).ExecuteNonQuery();
    }
}
