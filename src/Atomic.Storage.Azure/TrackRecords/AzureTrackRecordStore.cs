using Atomic.Core.Errors;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>
/// The track records. Table <c>TrackRecords</c>, PartitionKey <c>kind:KIND</c>, rows as <see cref="TrackRecordRows"/> says; partition <c>kinds</c> lists the kinds.
/// <para>
/// Written atomically: the version row under its ETag, the rows of the bidders that were observed, and a row per learning id that must not be there.
/// So a learning counts exactly once, whichever instances deliver it, and versions have no gaps. Learnings of one kind in one process share transactions;
/// those of other processes meet at the ETag and try again.
/// </para>
/// </summary>
public sealed class AzureTrackRecordStore : ITrackRecordStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "TrackRecords";

    private const int KindsAtOnce = 8;

    // Beside them there is the version row, and the row of the learning itself.
    private const int MaxRowsPerLearning = RowTransaction.MaxRows - 2;

    private readonly TableClient _table;
    private readonly KindIndex _kinds;
    private readonly KindReader _reader;
    private readonly Contention _contention;
    private readonly Coalescer<Learning, LearningReceipt> _coalescer;

    internal AzureTrackRecordStore(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _kinds = new KindIndex(_table);
        _reader = new KindReader(_table, log);
        _contention = new Contention("track record", log);
        _coalescer = new(CountThatFit, CommitAsync);
    }

    /// <inheritdoc/>
    public async ValueTask<KindRecord> GetAsync(string kind, CancellationToken cancellationToken) =>
        (await _reader.ReadAsync(kind, cancellationToken)).Record;

    /// <inheritdoc/>
    /// <remarks>One read per kind; the kinds themselves come in pages.</remarks>
    public async ValueTask<IReadOnlyList<KindRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var kinds = await _kinds.ListAsync(cancellationToken);
        var records = new KindRecord[kinds.Count];
        await Parallel.ForAsync(
            0,
            kinds.Count,
            new ParallelOptions { MaxDegreeOfParallelism = KindsAtOnce, CancellationToken = cancellationToken },
            async (index, token) => records[index] = await GetAsync(kinds[index], token));
        return [.. records.Where(static record => record.Version > 0).OrderBy(static record => record.Kind, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/> for a text that cannot be a key, or more bidders than one transaction has rows.</exception>
    public async ValueTask<LearningReceipt> LearnAsync(
        string learningId, string kind, Observations observations, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(learningId);
        StoredText.RequireKey(kind);
        RowText.Require("A kind", kind);
        foreach (var bidderId in BiddersOf(observations))
        {
            StoredText.RequireKey(bidderId);
            RowText.Require("A bidder id", bidderId);
        }

        if (RowsOf(observations).Distinct(StringComparer.Ordinal).Count() > MaxRowsPerLearning)
            throw new AtomicException(ErrorCodes.InvalidField, $"A learning is about more than {MaxRowsPerLearning} bidders and pairs, which is as many as one transaction takes: split it.");
        return await _coalescer.RunAsync(kind, new Learning(learningId, observations), cancellationToken);
    }

    /// <summary>Deletes the rows that keep learning ids from counting again.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="learningIds">The ids.</param>
    /// <param name="cancellationToken">Gives up between rows.</param>
    internal Task ForgetAsync(string kind, IEnumerable<string> learningIds, CancellationToken cancellationToken) =>
        RowPurge.DeleteAsync(_table, KindIndex.PartitionOf(kind), learningIds.Select(TrackRecordRows.LearnedKey), cancellationToken);

    private static IEnumerable<string> BiddersOf(Observations observations) =>
        [.. observations.Bidders.Select(static seen => seen.BidderId), .. observations.Pairs.SelectMany(static seen => (string[])[seen.Pair.First, seen.Pair.Second])];

    // A pair counts twice: where it is new another may have to leave for it.
    private static IEnumerable<string> RowsOf(Observations observations) =>
    [
        .. observations.Bidders.Select(static seen => TableKey.Of(seen.BidderId)),
        .. observations.Pairs.SelectMany(static seen => (string[])[TrackRecordRows.PairKey(seen.Pair), $"{TrackRecordRows.PairKey(seen.Pair)}:leaves"]),
    ];

    private static int CountThatFit(IReadOnlyList<Learning> waiting)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var count = 0; count < waiting.Count; count++)
        {
            rows.UnionWith(RowsOf(waiting[count].Observations));
            if (count > 0 && count + 2 + rows.Count > RowTransaction.MaxRows)
                return count;
        }

        return waiting.Count;
    }

    private async Task<IReadOnlyList<LearningReceipt>> CommitAsync(string kind, IReadOnlyList<Learning> learnings)
    {
        var snapshot = await _reader.RecallAsync(kind, CancellationToken.None);
        if (snapshot.ETag is null)
            await _kinds.AddAsync(kind, CancellationToken.None);
        var known = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        return await _contention.RunAsync(
            async () =>
            {
                var batch = new LearningBatch(snapshot, learnings, known);
                var (result, tag) = await batch.SubmitAsync(_table, CancellationToken.None);
                if (result is RowTransactionResult.Committed)
                {
                    _reader.Keep(new KindSnapshot(batch.After, tag));
                    return batch.Receipts;
                }

                if (result is RowTransactionResult.RowExists)
                    known = await _table.FindAllAsync(KindIndex.PartitionOf(kind), learnings.Select(static learning => learning.RowKey), CancellationToken.None);
                snapshot = await _reader.ReadAsync(kind, CancellationToken.None);
                return null;
            },
            CancellationToken.None);
    }
}
