using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Attempts;

/// <summary>
/// The deliveries of attempts. Table <c>Attempts</c>, PartitionKey the microtask's id, RowKey <c>step:N</c>, and <c>step:N:2</c> where the bidder was asked again: how often it was started, and by which call
/// last, so that a call whose answer was lost does not count itself twice. Written atomically: the one row, under its ETag.
/// </summary>
public sealed class AzureAttemptLedger : IAttemptLedger
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Attempts";

    private const string Step = "step";
    private const string Count = "Count";
    private const string Token = "Token";

    private readonly TableClient _table;
    private readonly Contention _contention;

    internal AzureAttemptLedger(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _contention = new Contention("count of an attempt's deliveries", log);
    }

    /// <inheritdoc/>
    /// <remarks>The first delivery is one write; only a repeated one is read before.</remarks>
    public async ValueTask<int> StartAsync(string microtaskId, int step, int ask, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(microtaskId);
        var (partition, rowKey, token) = (TableKey.Of(microtaskId), RowKey(step, ask), Guid.NewGuid());
        TableEntity? found = null;
        var count = await _contention.RunAsync(
            async () =>
            {
                if (found?.GetGuid(Token) == token)
                    return [found.GetInt32(Count) ?? 1];
                var now = (found?.GetInt32(Count) ?? 0) + 1;
                var transaction = new RowTransaction(_table);
                transaction.Replace(new TableEntity(partition, rowKey) { [Count] = now, [Token] = token }, found?.ETag);
                if ((await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed)
                    return (int[])[now];
                found = await _table.FindAsync(partition, rowKey, cancellationToken);
                return null;
            },
            cancellationToken);
        return count[0];
    }

    private static string RowKey(int step, int ask) => ask == 1 ? TableKey.Of(Step, step) : $"{TableKey.Of(Step, step)}:{ask}";

    /// <summary>Deletes what is kept of a microtask; again changes nothing.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task PurgeAsync(string microtaskId, CancellationToken cancellationToken) =>
        RowPurge.DeleteAsync(_table, TableKey.Of(microtaskId), Step, TableKey.After(Step), cancellationToken);
}
