using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Examples;

/// <summary>How far a kind's log goes: its examples may be dropped, their places are not given again.</summary>
internal static class ExampleLogRow
{
    private const string Upsert =
        "INSERT INTO example_logs(kind, last) VALUES($kind, $last) ON CONFLICT(kind) DO UPDATE SET last = max(last, excluded.last)";

    /// <summary>Writes the end of the kind's log; it never goes back.</summary>
    public static void Write(IStatementCache statements, string kind, long last) =>
        statements.Get(Upsert).Set("$kind", kind).Set("$last", last).ExecuteNonQuery();
}
