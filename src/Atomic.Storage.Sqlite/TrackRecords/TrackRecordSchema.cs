using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.TrackRecords;

/// <summary>The tables of the track records.</summary>
internal static class TrackRecordSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "track-records",
        [
            new Migration(
                1,
                "track records by kind and bidder, versions by kind, learned ids",
                """
                CREATE TABLE track_records(kind TEXT NOT NULL, bidder TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY(kind, bidder)) WITHOUT ROWID;
                CREATE TABLE track_record_versions(kind TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE learned(id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL);
                CREATE INDEX learned_at ON learned(at);
                """),
            new Migration(
                2,
                "records of pairs of bidders by kind",
                """
                CREATE TABLE track_record_pairs(kind TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY(kind, first, second)) WITHOUT ROWID;
                """),
        ]);
}
