using Atomic.Core.Errors;
using Atomic.Storage.Azure.Connection;
using Azure;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tables;

/// <summary>Up to 100 changes of rows of one partition, all or none (an entity-group transaction).</summary>
/// <param name="table">The table.</param>
internal sealed class RowTransaction(TableClient table)
{
    /// <summary>The most rows that one transaction changes, by the service's limit.</summary>
    public const int MaxRows = 100;

    private readonly List<TableTransactionAction> _actions = [];

    /// <summary>How many rows it changes.</summary>
    public int Count => _actions.Count;

    /// <summary>Adds a row that must not be there.</summary>
    public void Add(TableEntity row) => _actions.Add(new TableTransactionAction(TableTransactionActionType.Add, row));

    /// <summary>Replaces a row, whatever it is, or adds it. Only beside a row with an ETag, which keeps writers apart.</summary>
    public void Put(TableEntity row) => _actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));

    /// <summary>Replaces a row that is as it was read; adds it where none was read.</summary>
    public void Replace(TableEntity row, ETag? read)
    {
        if (read is { } tag)
            _actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag));
        else
            Add(row);
    }

    /// <summary>Deletes a row that is as it was read.</summary>
    public void Delete(string partition, string row, ETag read) =>
        _actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), read));

    /// <summary>Changes all rows or none.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/>.</exception>
    public async Task<RowTransactionOutcome> SubmitAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await table.SubmitTransactionAsync(_actions, cancellationToken);
            return new RowTransactionOutcome(RowTransactionResult.Committed, response.Value[^1].Headers.ETag);
        }
        catch (RequestFailedException failure)
        {
            return failure.Status switch
            {
                409 => new RowTransactionOutcome(RowTransactionResult.RowExists, null),
                404 when failure.ErrorCode == "TableNotFound" => throw StorageFailure.Missing(table.Uri, "table"),
                404 or 412 => new RowTransactionOutcome(RowTransactionResult.RowChanged, null),

                // The answer to the whole was good, that to a part was not: nothing was changed.
                >= 500 or 429 => throw new AtomicException(
                    ErrorCodes.StorageUnavailable,
                    $"The storage account at {table.Uri.GetLeftPart(UriPartial.Authority)} did not take a transaction (status {failure.Status}); try again later.",
                    failure),
                _ => throw new AtomicException(
                    ErrorCodes.Internal,
                    $"The storage account refused a transaction of {_actions.Count} rows on table {table.Name} with {failure.ErrorCode ?? "no code"}; report it.",
                    failure),
            };
        }
    }
}
