using System.Text.Json;
using Atomic.Core.Learning;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.TrackRecords;

/// <summary>
/// Gathers what the learnings of one group changed, so that a bidder's row is written once per commit and not once per learning.
/// Used by the writer's thread alone.
/// </summary>
internal sealed class TrackRecordRows : IGroupParticipant
{
    private const string WriteRecord =
        "INSERT INTO track_records(kind, bidder, record) VALUES($kind, $bidder, $record) ON CONFLICT(kind, bidder) DO UPDATE SET record = excluded.record";

    private const string WriteVersion =
        "INSERT INTO track_record_versions(kind, version) VALUES($kind, $version) ON CONFLICT(kind) DO UPDATE SET version = excluded.version";

    private readonly Dictionary<string, Changed> _changed = new(StringComparer.Ordinal);

    /// <summary>Takes the kind's record after a learning, and whom it was about.</summary>
    public void Add(KindRecord record, IReadOnlyList<Observation> observations)
    {
        if (!_changed.TryGetValue(record.Kind, out var changed))
            _changed.Add(record.Kind, changed = new Changed());
        changed.Record = record;
        foreach (var observation in observations)
            changed.BidderIds.Add(observation.BidderId);
    }

    /// <inheritdoc/>
    public void BeforeCommit(IStatementCache statements)
    {
        foreach (var (kind, changed) in _changed)
        {
            statements.Get(WriteVersion).Set("$kind", kind).Set("$version", changed.Record!.Version).ExecuteNonQuery();
            var write = statements.Get(WriteRecord).Set("$kind", kind);
            foreach (var bidderId in changed.BidderIds)
            {
                var json = JsonSerializer.Serialize(changed.Record.Of(bidderId), TrackRecordJson.Default.TrackRecord);
                write.Set("$bidder", bidderId).Set("$record", json).ExecuteNonQuery();
            }
        }

        _changed.Clear();
    }

    private sealed class Changed
    {
        public KindRecord? Record { get; set; }

        public HashSet<string> BidderIds { get; } = new(StringComparer.Ordinal);
    }
}
