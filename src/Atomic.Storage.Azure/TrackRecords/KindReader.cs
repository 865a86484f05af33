using System.Collections.Concurrent;
using Atomic.Core.Learning;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>
/// Reads a kind's records as they were at one version. What was read or written last is kept for up to 1,000 kinds: where the version row has not
/// changed since, which one point read tells, it still holds.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="log">Takes how often a read was repeated.</param>
internal sealed class KindReader(TableClient table, ILogger log)
{
    private const int MaxKept = 1_000;

    private readonly ConcurrentDictionary<string, KindSnapshot> _kept = new(StringComparer.Ordinal);
    private readonly Contention _contention = new("track record (read)", log);

    /// <summary>The records as they stand.</summary>
    public async Task<KindSnapshot> ReadAsync(string kind, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(kind, out var kept)
            && await table.FindAsync(KindIndex.PartitionOf(kind), TrackRecordRows.VersionKey, cancellationToken) is { } version
            && version.ETag == kept.ETag)
        {
            return kept;
        }

        var read = await _contention.RunAsync(() => QueryAsync(kind, cancellationToken), cancellationToken);
        Keep(read);
        return read;
    }

    /// <summary>The records as this process knows them, which may be old: only for writing, where the ETag decides.</summary>
    public ValueTask<KindSnapshot> RecallAsync(string kind, CancellationToken cancellationToken) =>
        _kept.TryGetValue(kind, out var kept) ? ValueTask.FromResult(kept) : new(ReadAsync(kind, cancellationToken));

    /// <summary>Keeps what was read or written.</summary>
    public void Keep(KindSnapshot snapshot)
    {
        if (snapshot.ETag is null)
            return;
        if (_kept.Count >= MaxKept && !_kept.ContainsKey(snapshot.Record.Kind))
            _kept.Clear();
        _kept[snapshot.Record.Kind] = snapshot;
    }

    // The version row comes first. A transaction that was committed while the rows came in shows in a row of a later version: then the read is torn.
    private async Task<KindSnapshot?> QueryAsync(string kind, CancellationToken cancellationToken)
    {
        TableEntity? head = null;
        var (byBidder, latest) = (new Dictionary<string, TrackRecord>(StringComparer.Ordinal), 0L);
        var pairs = new Dictionary<BidderPair, PairRecord>();
        await foreach (var row in table.RangeAsync(KindIndex.PartitionOf(kind), TrackRecordRows.VersionKey, TrackRecordRows.AfterRecords, cancellationToken))
        {
            if (row.RowKey == TrackRecordRows.VersionKey)
            {
                head = row;
                continue;
            }

            if (TrackRecordRows.ReadPair(row) is { } pair)
            {
                pairs.Add(pair.Pair, pair.Record);
            }
            else
            {
                var (bidderId, record) = TrackRecordRows.ReadBidder(row);
                byBidder.Add(bidderId, record);
            }

            latest = Math.Max(latest, row.GetInt64(TrackRecordRows.Version) ?? 0);
        }

        var version = head?.GetInt64(TrackRecordRows.Version) ?? 0;
        return latest > version ? null : new KindSnapshot(new KindRecord(kind, version, byBidder) { Pairs = pairs }, head?.ETag);
    }
}
