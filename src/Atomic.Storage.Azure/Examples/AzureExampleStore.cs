using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Examples;

/// <summary>
/// The examples. Table <c>Examples</c>, PartitionKey <c>kind:KIND</c>, rows as <see cref="ExampleRows"/> says; partition <c>kinds</c> lists the kinds; states of
/// specialists are blobs, see <see cref="SnapshotBlobs"/>.
/// <para>
/// Written atomically: examples at the next places, a row per learning id that must not be there, and the log's row under its ETag; so places have no gaps
/// and an id is appended once. A snapshot counts from the moment at which the log's row names its blob; examples that it includes are dropped afterwards, and
/// what a crash leaves of them goes with the next snapshot.
/// </para>
/// </summary>
public sealed class AzureExampleStore : IExampleStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Examples";

    private const int MaxPage = 1_000;

    // A row for the example, one for its id, and the log's row for all; 4 MiB a request, in which bytes are Base64.
    private const int MaxExamples = (RowTransaction.MaxRows - 1) / 2;
    private const int MaxBytes = 2 * 1024 * 1024;

    private readonly TableClient _table;
    private readonly KindIndex _kinds;
    private readonly SnapshotBlobs _snapshots;
    private readonly Contention _contention;
    private readonly Coalescer<Appending, long> _coalescer;

    internal AzureExampleStore(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _kinds = new KindIndex(_table);
        _snapshots = new SnapshotBlobs(connection);
        _contention = new Contention("log of examples", log);
        _coalescer = new(CountThatFit, CommitAsync);
    }

    /// <inheritdoc/>
    /// <exception cref="Atomic.Core.Errors.AtomicException"><see cref="Atomic.Core.Errors.ErrorCodes.BodyTooLarge"/> for more text than a row takes.</exception>
    public async ValueTask<long> AppendAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(example.Kind);
        StoredText.RequireKey(example.LearningId);
        RowText.Require("A kind", example.Kind);
        var bytes = RowText.Require("An example", example.LearningId, example.Text, example.Label, ExampleOutcomes.Write(example.Outcomes), ExampleSources.Write(example.Source), ExampleMeasures.Write(example.Measured), ExampleVectors.Write(example.Vector));
        return await _coalescer.RunAsync(example.Kind, new Appending(example, bytes), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<VerifiedExample>> ReadAsync(string kind, long after, int top, CancellationToken cancellationToken)
    {
        var examples = new List<VerifiedExample>();
        if (top <= 0)
            return examples;
        var from = TableKey.Of(ExampleRows.Example, Math.Max(after, 0) + 1);
        await foreach (var row in _table.RangeAsync(KindIndex.PartitionOf(kind), from, TableKey.After(ExampleRows.Example), cancellationToken, Math.Min(top, MaxPage)))
        {
            examples.Add(ExampleRows.Read(row, kind));
            if (examples.Count == top)
                break;
        }

        return examples;
    }

    /// <inheritdoc/>
    /// <remarks>One that includes less than the present one is ignored.</remarks>
    public async ValueTask SaveSnapshotAsync(string kind, long place, ReadOnlyMemory<byte> state, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        if ((await FindLogAsync(kind, cancellationToken)).SnapshotPlace > place)
            return;
        var blob = await _snapshots.WriteAsync(kind, place, state, cancellationToken);
        var after = await _contention.RunAsync(() => TryPointAsync(kind, place, blob, cancellationToken), cancellationToken);
        await _snapshots.DropBeforeAsync(kind, after.Snapshot!, cancellationToken);
        await RowPurge.DeleteAsync(
            _table,
            KindIndex.PartitionOf(kind),
            TableKey.Of(ExampleRows.Example, 0),
            TableKey.Of(ExampleRows.Example, after.SnapshotPlace + 1),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<(long Place, ReadOnlyMemory<byte> State)?> LoadSnapshotAsync(string kind, CancellationToken cancellationToken)
    {
        var found = await _contention.RunAsync(() => TryLoadAsync(kind, cancellationToken), cancellationToken);
        return found is [var (place, state)] ? (place, state) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListKindsAsync(CancellationToken cancellationToken) =>
        [.. (await _kinds.ListAsync(cancellationToken)).Order(StringComparer.Ordinal)];

    /// <summary>Deletes the rows that keep learning ids from being appended again.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="learningIds">The ids.</param>
    /// <param name="cancellationToken">Gives up between rows.</param>
    internal Task ForgetAsync(string kind, IEnumerable<string> learningIds, CancellationToken cancellationToken) =>
        RowPurge.DeleteAsync(_table, KindIndex.PartitionOf(kind), learningIds.Select(ExampleRows.LearnedKey), cancellationToken);

    private static int CountThatFit(IReadOnlyList<Appending> waiting)
    {
        var bytes = 0L;
        for (var count = 0; count < waiting.Count; count++)
        {
            bytes += waiting[count].Bytes;
            if (count > 0 && (count == MaxExamples || bytes > MaxBytes))
                return count;
        }

        return waiting.Count;
    }

    private async Task<ExampleLog> FindLogAsync(string kind, CancellationToken cancellationToken) =>
        await _table.FindAsync(KindIndex.PartitionOf(kind), ExampleRows.LogKey, cancellationToken) is { } row ? ExampleRows.ReadLog(row) : ExampleLog.Empty;

    private async Task<IReadOnlyList<long>> CommitAsync(string kind, IReadOnlyList<Appending> waiting)
    {
        var partition = KindIndex.PartitionOf(kind);
        var known = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        return await _contention.RunAsync(
            async () =>
            {
                var log = await FindLogAsync(kind, CancellationToken.None);
                if (log.ETag is null)
                    await _kinds.AddAsync(kind, CancellationToken.None);
                var batch = new ExampleBatch(log, waiting, known);
                var (result, _) = await batch.SubmitAsync(_table, partition, CancellationToken.None);
                if (result is RowTransactionResult.RowExists)
                    known = await _table.FindAllAsync(partition, waiting.Select(static appending => appending.RowKey), CancellationToken.None);
                return result is RowTransactionResult.Committed ? batch.Places : null;
            },
            CancellationToken.None);
    }

    private async Task<ExampleLog?> TryPointAsync(string kind, long place, string blob, CancellationToken cancellationToken)
    {
        var log = await FindLogAsync(kind, cancellationToken);
        if (log.SnapshotPlace > place)
            return log;
        if (log.ETag is null)
            await _kinds.AddAsync(kind, cancellationToken);
        var after = log with { SnapshotPlace = place, Snapshot = blob, Last = Math.Max(log.Last, place) };
        var transaction = new RowTransaction(_table);
        transaction.Replace(ExampleRows.Log(KindIndex.PartitionOf(kind), after), log.ETag);
        var (result, _) = await transaction.SubmitAsync(cancellationToken);
        return result is RowTransactionResult.Committed ? after : null;
    }

    // Null where the blob was replaced between the row and it; empty where there is no snapshot.
    private async Task<(long, ReadOnlyMemory<byte>)[]?> TryLoadAsync(string kind, CancellationToken cancellationToken)
    {
        var log = await FindLogAsync(kind, cancellationToken);
        if (log.Snapshot is null)
            return [];
        return await _snapshots.ReadAsync(log.Snapshot, cancellationToken) is { } state ? [(log.SnapshotPlace, state.ToMemory())] : null;
    }
}
