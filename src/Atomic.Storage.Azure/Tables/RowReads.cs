using Azure;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tables;

/// <summary>Reads of rows by their keys, and of ranges within one partition.</summary>
internal static class RowReads
{
    private const int AtOnce = 16;

    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Those of the rows that are there, by their row keys; asked for side by side.</summary>
    public static async Task<Dictionary<string, TableEntity>> FindAllAsync(
        this TableClient table, string partition, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            rows.Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, token) =>
            {
                if (await table.FindAsync(partition, row, token) is { } entity)
                {
                    lock (found)
                        found.Add(row, entity);
                }
            });
        return found;
    }

    /// <summary>The rows of a partition from one key on and before another, in order.</summary>
    public static AsyncPageable<TableEntity> RangeAsync(
        this TableClient table, string partition, string from, string before, CancellationToken cancellationToken, int? perPage = null, IEnumerable<string>? select = null) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}"), perPage, select, cancellationToken);
}
