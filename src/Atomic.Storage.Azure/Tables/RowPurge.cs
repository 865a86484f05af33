using Azure;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tables;

/// <summary>Deletes ranges of rows in bounded steps.</summary>
internal static class RowPurge
{
    /// <summary>Deletes the rows of a partition from one key on and before another, up to a hundred per transaction. What is gone meanwhile is passed over.</summary>
    public static async Task DeleteAsync(TableClient table, string partition, string from, string before, CancellationToken cancellationToken)
    {
        await foreach (var page in table.RangeAsync(partition, from, before, cancellationToken, RowTransaction.MaxRows, ["PartitionKey", "RowKey"]).AsPages())
        {
            var transaction = new RowTransaction(table);
            foreach (var row in page.Values)
                transaction.Delete(partition, row.RowKey, ETag.All);

            // Someone else deletes the same rows: then one by one, where a row that is not there is none to delete.
            if (transaction.Count > 0 && (await transaction.SubmitAsync(cancellationToken)).Result is not RowTransactionResult.Committed)
                await DeleteAsync(table, partition, page.Values.Select(static row => row.RowKey), cancellationToken);
        }
    }

    /// <summary>Deletes rows by their keys; those that are not there stay so.</summary>
    public static async Task DeleteAsync(TableClient table, string partition, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
    }
}
