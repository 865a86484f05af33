using System.Text.Json;
using Atomic.Core.Learning;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.TrackRecords;

/// <summary>
/// Gathers what the learnings of one group changed, so that a bidder's or a pair's row is written once per commit and not once per learning.
/// Used by the writer's thread alone.
/// </summary>
internal sealed class TrackRecordRows : IGroupParticipant
{
    private const string WriteRecord =
        "INSERT INTO track_records(kind, bidder, record) VALUES($kind, $bidder, $record) ON CONFLICT(kind, bidder) DO UPDATE SET record = excluded.record";

    private const string WritePair =
        "INSERT INTO track_record_pairs(kind, first, second, record) VALUES($kind, $first, $second, $record) ON CONFLICT(kind, first, second) DO UPDATE SET record = excluded.record";

    private const string DeletePair = "DELETE FROM track_record_pairs WHERE kind = $kind AND first = $first AND second = $second";

    private const string WriteVersion =
        "INSERT INTO track_record_versions(kind, version) VALUES($kind, $version) ON CONFLICT(kind) DO UPDATE SET version = excluded.version";

    private readonly Dictionary<string, Changed> _changed = new(StringComparer.Ordinal);

    /// <summary>Takes the kind's record before and after a learning, and whom it was about.</summary>
    public void Add(KindRecord before, KindRecord after, Observations observations)
    {
        if (!_changed.TryGetValue(after.Kind, out var changed))
            _changed.Add(after.Kind, changed = new Changed());
        changed.Record = after;
        foreach (var observation in observations.Bidders)
            changed.BidderIds.Add(observation.BidderId);
        if (observations.Pairs.Count == 0)
            return;
        foreach (var observation in observations.Pairs)
            changed.Pairs.Add(observation.Pair);

        // Pairs that had to leave for others.
        changed.Pairs.UnionWith(before.Pairs.Keys.Where(pair => !after.Pairs.ContainsKey(pair)));
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

            foreach (var pair in changed.Pairs)
                Write(statements, changed.Record, pair);
        }

        _changed.Clear();
    }

    private static void Write(IStatementCache statements, KindRecord record, BidderPair pair)
    {
        var kept = record.Pairs.TryGetValue(pair, out var pairRecord);
        var write = statements.Get(kept ? WritePair : DeletePair).Set("$kind", record.Kind).Set("$first", pair.First).Set("$second", pair.Second);
        if (kept)
            write.Set("$record", JsonSerializer.Serialize(pairRecord!, TrackRecordJson.Default.PairRecord));
        write.ExecuteNonQuery();
    }

    private sealed class Changed
    {
        public KindRecord? Record { get; set; }

        public HashSet<string> BidderIds { get; } = new(StringComparer.Ordinal);

        public HashSet<BidderPair> Pairs { get; } = [];
    }
}
