using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Payloads;

/// <summary>The table of the payloads.</summary>
internal static class PayloadSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "payloads",
        [
            new Migration(
                1,
                "payloads by hash",
                """
                CREATE TABLE payloads(hash TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, content BLOB NOT NULL);
                CREATE INDEX payloads_at ON payloads(at);
                """),
        ]);
}
