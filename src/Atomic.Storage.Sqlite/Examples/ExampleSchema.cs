using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Examples;

/// <summary>The tables of the examples.</summary>
internal static class ExampleSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "examples",
        [
            new Migration(
                1,
                "examples by kind and place, the end of each log, snapshots, learned ids",
                """
                CREATE TABLE example_logs(kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE examples(
                  kind TEXT NOT NULL, place INTEGER NOT NULL, learning TEXT NOT NULL, text TEXT NOT NULL, label TEXT NOT NULL,
                  PRIMARY KEY(kind, place)) WITHOUT ROWID;
                CREATE TABLE example_snapshots(kind TEXT NOT NULL UNIQUE, place INTEGER NOT NULL, state BLOB NOT NULL);
                CREATE TABLE example_learnings(id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL);
                CREATE INDEX example_learnings_at ON example_learnings(at);
                """),
            new Migration(
                2,
                "how many microtasks an example stands for",
                "ALTER TABLE examples ADD COLUMN weight REAL NOT NULL DEFAULT 1;"),
            new Migration(
                3,
                "who was how right on an example; an empty label is none",
                "ALTER TABLE examples ADD COLUMN outcomes TEXT;"),
            new Migration(
                4,
                "what makes an example one that may be shown to models; none: it may not",
                "ALTER TABLE examples ADD COLUMN source TEXT;"),
            new Migration(
                5,
                "how long answers to an example were, with hashes of its words in place of its text",
                "ALTER TABLE examples ADD COLUMN measured TEXT;"),
            new Migration(
                6,
                "what the text of an example means, as an embedding model said",
                "ALTER TABLE examples ADD COLUMN vector TEXT;"),
        ]);
}
