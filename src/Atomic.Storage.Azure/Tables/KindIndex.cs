using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tables;

/// <summary>
/// The kinds that a table knows, so that none has to look for partitions. PartitionKey <c>kinds</c>, RowKey the kind's key. A kind is entered before its
/// first row is written, so that none is missing; one that is entered may still have no row.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class KindIndex(TableClient table)
{
    private const string Partition = "kinds";
    private const string Kind = "Kind";

    /// <summary>The partition of a kind's rows.</summary>
    public static string PartitionOf(string kind) => TableKey.Of("kind", kind);

    /// <summary>Enters a kind; again changes nothing.</summary>
    public async Task AddAsync(string kind, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, TableKey.Of(kind));
        RowText.Write(row, Kind, kind);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The kinds, read in pages of 1,000.</summary>
    public async Task<List<string>> ListAsync(CancellationToken cancellationToken)
    {
        var kinds = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            kinds.Add(RowText.Read(row, Kind)!);
        return kinds;
    }
}
