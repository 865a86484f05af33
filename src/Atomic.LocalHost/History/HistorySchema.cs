using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.History;

/// <summary>
/// The host's tables. History stands in rows of many events under <c>instance key * 2^20 + sequence</c>: one tree, ordered by instance, no index.
/// Instances are listed newest first by key, which grows with the time of the start. One partial index finds what runs after a restart.
/// </summary>
public static class HistorySchema
{
    /// <summary>The low bits of a history row's number, which count within an instance.</summary>
    internal const int SequenceBits = 20;

    /// <summary>What the database must be opened with for a <see cref="DurableHost"/>.</summary>
    public static ComponentSchema Component { get; } = new(
        "orchestrations",
        [
            new Migration(
                1,
                "instances and history",
                """
                CREATE TABLE instances(
                  key INTEGER PRIMARY KEY,
                  id TEXT NOT NULL UNIQUE,
                  name TEXT NOT NULL,
                  grp TEXT NOT NULL,
                  label TEXT NOT NULL,
                  status INTEGER NOT NULL,
                  execution INTEGER NOT NULL,
                  created INTEGER NOT NULL,
                  updated INTEGER NOT NULL,
                  parent_id TEXT,
                  parent_execution INTEGER,
                  parent_task INTEGER,
                  failure TEXT,
                  custom_status BLOB,
                  output BLOB);
                CREATE INDEX instances_running ON instances(key) WHERE status = 0;
                CREATE INDEX instances_by_group ON instances(name, grp, label, key);
                CREATE INDEX instances_by_label ON instances(name, label, key);
                CREATE TABLE history(number INTEGER PRIMARY KEY, events BLOB NOT NULL);
                """),

            // What there was before tenants is the default tenant's.
            new Migration(
                2,
                "owners of instances",
                """
                ALTER TABLE instances ADD COLUMN owner TEXT NOT NULL DEFAULT 'default';
                DROP INDEX instances_by_group;
                DROP INDEX instances_by_label;
                CREATE INDEX instances_by_group ON instances(name, owner, grp, label, key);
                CREATE INDEX instances_by_label ON instances(name, owner, label, key);
                CREATE INDEX instances_failed ON instances(key) WHERE status >= 2;
                """),
        ]);

    /// <summary>The number of an instance's history row.</summary>
    internal static long Number(long key, int sequence) => (key << SequenceBits) | (uint)sequence;
}
