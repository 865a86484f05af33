using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Tables;
using Azure;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>One try to write learnings of a kind: what they make of its records, and the rows that change.</summary>
internal sealed class LearningBatch
{
    private readonly KindSnapshot _before;
    private readonly LearningReceipt[] _receipts;
    private readonly List<(Learning Learning, long Version)> _counted = [];

    /// <summary>Learns, in order, what has not been learned.</summary>
    /// <param name="before">The kind's records.</param>
    /// <param name="learnings">The learnings; an id may come twice.</param>
    /// <param name="known">Rows of those that were found to be learned before.</param>
    public LearningBatch(KindSnapshot before, IReadOnlyList<Learning> learnings, Dictionary<string, TableEntity> known)
    {
        (_before, After) = (before, before.Record);
        _receipts = new LearningReceipt[learnings.Count];
        var seen = new HashSet<string>(known.Keys, StringComparer.Ordinal);
        foreach (var learning in learnings.Where(learning => seen.Add(learning.RowKey)))
        {
            After = After.After(learning.Observations);
            _counted.Add((learning, After.Version));
        }

        var versions = _counted.ToDictionary(static counted => counted.Learning.Token, static counted => counted.Version);
        for (var index = 0; index < learnings.Count; index++)
            _receipts[index] = ReceiptOf(learnings[index], known, versions);
    }

    /// <summary>The kind's records afterwards.</summary>
    public KindRecord After { get; private set; }

    /// <summary>A receipt per learning, once the transaction is committed.</summary>
    public IReadOnlyList<LearningReceipt> Receipts => _receipts;

    /// <summary>Writes it; the version row last, so that whoever reads in the middle sees rows of a version that is not there yet.</summary>
    public async Task<RowTransactionOutcome> SubmitAsync(TableClient table, CancellationToken cancellationToken)
    {
        if (_counted.Count == 0)
            return new RowTransactionOutcome(RowTransactionResult.Committed, _before.ETag);
        var partition = KindIndex.PartitionOf(After.Kind);
        var transaction = new RowTransaction(table);
        foreach (var (learning, version) in _counted)
            transaction.Add(TrackRecordRows.LearnedRow(partition, learning, version));
        foreach (var bidderId in _counted.SelectMany(static counted => counted.Learning.Observations.Bidders).Select(static seen => seen.BidderId).Distinct(StringComparer.Ordinal))
            transaction.Put(TrackRecordRows.BidderRow(partition, After, bidderId));
        var pairs = _counted.SelectMany(static counted => counted.Learning.Observations.Pairs).Select(static seen => seen.Pair).Distinct().ToList();
        foreach (var pair in pairs.Where(After.Pairs.ContainsKey))
            transaction.Put(TrackRecordRows.PairRow(partition, After, pair));
        foreach (var pair in _before.Record.Pairs.Keys.Where(pair => !After.Pairs.ContainsKey(pair)))
            transaction.Delete(partition, TrackRecordRows.PairKey(pair), ETag.All);
        transaction.Replace(TrackRecordRows.VersionRow(partition, After), _before.ETag);
        return await transaction.SubmitAsync(cancellationToken);
    }

    // A row with this call's own token: the transaction had been committed, and its answer was lost.
    private LearningReceipt ReceiptOf(Learning learning, Dictionary<string, TableEntity> known, Dictionary<Guid, long> versions)
    {
        if (versions.TryGetValue(learning.Token, out var version))
            return new LearningReceipt(version, true);
        return known.TryGetValue(learning.RowKey, out var row) && row.GetGuid(TrackRecordRows.Token) == learning.Token
            ? new LearningReceipt(row.GetInt64(TrackRecordRows.Version) ?? 0, true)
            : new LearningReceipt(After.Version, false);
    }
}
