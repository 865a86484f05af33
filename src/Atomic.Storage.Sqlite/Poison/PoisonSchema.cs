using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Poison;

/// <summary>The table of the queue messages that were given up.</summary>
internal static class PoisonSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "poison",
        [
            new Migration(
                1,
                "messages by id",
                """
                CREATE TABLE poison(
                  id TEXT NOT NULL PRIMARY KEY, queue TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL, tries INTEGER NOT NULL, at TEXT NOT NULL, ticks INTEGER NOT NULL);
                CREATE INDEX poison_by_time ON poison(ticks, id);
                """),
        ]);
}
