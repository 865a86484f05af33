using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Feedbacks;

/// <summary>
/// The feedback. Table <c>Feedback</c>, PartitionKey the microtask's id, RowKey <c>place:N</c>, and <c>same:HASH</c> for all that was said together.
/// Written atomically: the feedback at its place and its dedupe row, neither of which may be there; so each is kept once and has a place of its own,
/// whichever instances take it.
/// </summary>
public sealed class AzureFeedbackStore : IFeedbackStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Feedback";

    private const int StripeCount = 64;

    private readonly TableClient _table;
    private readonly Contention _contention;
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new SemaphoreSlim(1))];

    internal AzureFeedbackStore(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _contention = new Contention("feedback", log);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The score is no finite number.</exception>
    /// <exception cref="Atomic.Core.Errors.AtomicException"><see cref="Atomic.Core.Errors.ErrorCodes.BodyTooLarge"/> for more text than a row takes.</exception>
    public async ValueTask<int> AddAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(microtaskId);
        RowText.Require("A feedback", feedback.Label, feedback.Comment, feedback.Source);
        StoredText.RequireJudgement(feedback);

        // Within the process one after the other: two at once would only fail on each other's place.
        var stripe = _stripes[(uint)StringComparer.Ordinal.GetHashCode(microtaskId) % StripeCount];
        await stripe.WaitAsync(cancellationToken);
        try
        {
            var places = await _contention.RunAsync(() => TryAddAsync(microtaskId, feedback, cancellationToken), cancellationToken);
            return places[0];
        }
        finally
        {
            stripe.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Feedback>> ListAsync(string microtaskId, CancellationToken cancellationToken)
    {
        var said = new List<Feedback>();
        await foreach (var row in _table.RangeAsync(TableKey.Of(microtaskId), FeedbackRows.Place, TableKey.After(FeedbackRows.Place), cancellationToken))
            said.Add(FeedbackRows.Read(row));
        return said;
    }

    /// <summary>Deletes the microtask's feedback, a hundred rows at a time; again changes nothing.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up between transactions.</param>
    internal Task PurgeAsync(string microtaskId, CancellationToken cancellationToken) =>
        RowPurge.DeleteAsync(_table, TableKey.Of(microtaskId), FeedbackRows.First, FeedbackRows.End, cancellationToken);

    private async Task<int[]?> TryAddAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken)
    {
        var partition = TableKey.Of(microtaskId);
        var same = FeedbackRows.Same(partition, feedback);
        var place = 0;
        await foreach (var row in _table.RangeAsync(partition, FeedbackRows.First, FeedbackRows.End, cancellationToken, select: ["RowKey"]))
        {
            if (row.RowKey == same.RowKey)
                return [-1];
            if (row.RowKey.StartsWith(FeedbackRows.Place, StringComparison.Ordinal))
                place++;
        }

        var transaction = new RowTransaction(_table);
        transaction.Add(FeedbackRows.At(partition, place, feedback));
        transaction.Add(same);
        var (result, _) = await transaction.SubmitAsync(cancellationToken);
        return result is RowTransactionResult.Committed ? [place] : null;
    }
}
