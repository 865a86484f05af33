using System.Collections.Concurrent;
using System.Text.Json;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Deliveries;

namespace Atomic.Storage.Sqlite.TrackRecords;

/// <summary>
/// The track records. One process owns the file, so that what is in memory is what counts; the file follows in the order of learnings, and what
/// it holds after a crash (rows, versions, learned ids) is the state after one of them.
/// </summary>
public sealed class SqliteTrackRecordStore : ITrackRecordStore
{
    private const string FindId = "SELECT 1 FROM learned WHERE id = $id";
    private const string ReadVersions = "SELECT kind, version FROM track_record_versions";
    private const string ReadPairs = "SELECT first, second, record FROM track_record_pairs WHERE kind = $kind";
    private const string ReadRecords = "SELECT bidder, record FROM track_records WHERE kind = $kind";

    private readonly IAtomicDatabase _database;
    private readonly TimeProvider _time;
    private readonly SeenIds _learned;
    private readonly TrackRecordRows _rows = new();
    private readonly ConcurrentDictionary<string, Slot> _kinds;

    private SqliteTrackRecordStore(IAtomicDatabase database, TimeProvider time, IEnumerable<KindRecord> records)
    {
        (_database, _time) = (database, time);
        _learned = new SeenIds(database, FindId);
        _kinds = new(records.Select(static record => KeyValuePair.Create(record.Kind, new Slot(record))), StringComparer.Ordinal);
        database.Join(_rows);
    }

    /// <summary>Loads the records. One store per database.</summary>
    /// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
    /// <param name="time">When something was learned, for its retention.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SqliteTrackRecordStore> OpenAsync(IAtomicDatabase database, TimeProvider time, CancellationToken cancellationToken) =>
        new(database, time, await database.ReadAsync(Load, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<KindRecord> GetAsync(string kind, CancellationToken cancellationToken) => ValueTask.FromResult(Current(kind));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KindRecord>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<KindRecord>>(
        [.. _kinds.Values.Select(static slot => slot.Record).Where(static record => record.Version > 0).OrderBy(static record => record.Kind, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public async ValueTask<LearningReceipt> LearnAsync(
        string learningId, string kind, Observations observations, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(kind);
        foreach (var bidderId in BiddersOf(observations))
            StoredText.RequireKey(bidderId);
        var version = 0L;
        var counted = await _learned.UnlessSeenAsync(
            learningId,
            surelyNew: null,
            () =>
            {
                (version, var ticket) = Learn(learningId, kind, observations);
                return ticket;
            },
            cancellationToken);
        return new LearningReceipt(counted ? version : Current(kind).Version, counted);
    }

    private (long Version, long Ticket) Learn(string learningId, string kind, Observations observations)
    {
        var slot = _kinds.GetOrAdd(kind, static kind => new Slot(KindRecord.Empty(kind)));

        // Versions and tickets grow together, so that what is durable of a kind is always one of its versions.
        lock (slot)
        {
            var after = slot.Record.After(observations);
            var ticket = _database.Enqueue(new LearnWrite(_rows, learningId, _time.GetUtcNow().ToUnixTimeMilliseconds(), slot.Record, after, observations));
            slot.Record = after;
            return (after.Version, ticket);
        }
    }

    private KindRecord Current(string kind) => _kinds.TryGetValue(kind, out var slot) ? slot.Record : KindRecord.Empty(kind);

    private static List<KindRecord> Load(IStatementCache statements)
    {
        var versions = new List<(string Kind, long Version)>();
        using (var reader = statements.Get(ReadVersions).ExecuteReader())
        {
            while (reader.Read())
                versions.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return versions.ConvertAll(version => new KindRecord(version.Kind, version.Version, LoadKind(statements, version.Kind)) { Pairs = LoadPairs(statements, version.Kind) });
    }

    private static Dictionary<string, TrackRecord> LoadKind(IStatementCache statements, string kind)
    {
        var records = new Dictionary<string, TrackRecord>(StringComparer.Ordinal);
        using var reader = statements.Get(ReadRecords).Set("$kind", kind).ExecuteReader();
        while (reader.Read())
            records.Add(reader.GetString(0), JsonSerializer.Deserialize(reader.GetString(1), TrackRecordJson.Default.TrackRecord)!);
        return records;
    }

    private static Dictionary<BidderPair, PairRecord> LoadPairs(IStatementCache statements, string kind)
    {
        var pairs = new Dictionary<BidderPair, PairRecord>();
        using var reader = statements.Get(ReadPairs).Set("$kind", kind).ExecuteReader();
        while (reader.Read())
            pairs.Add(new BidderPair(reader.GetString(0), reader.GetString(1)), JsonSerializer.Deserialize(reader.GetString(2), TrackRecordJson.Default.PairRecord)!);
        return pairs;
    }

    private static IEnumerable<string> BiddersOf(Observations observations) =>
        [.. observations.Bidders.Select(static seen => seen.BidderId), .. observations.Pairs.SelectMany(static seen => (string[])[seen.Pair.First, seen.Pair.Second])];

    private sealed class Slot(KindRecord record)
    {
        private volatile KindRecord _record = record;

        public KindRecord Record
        {
            get => _record;
            set => _record = value;
        }
    }
}
