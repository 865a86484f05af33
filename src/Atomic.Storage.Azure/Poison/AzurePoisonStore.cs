using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Poison;

/// <summary>
/// The messages that were given up. Table <c>Poison</c>, PartitionKey <c>poison</c>, rows as <see cref="PoisonRows"/> says. Written atomically: a message in its
/// place, the row that says where it is under its ETag, and the end of the place that it had before; so a message of one id is listed once.
/// </summary>
public sealed class AzurePoisonStore : IPoisonStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Poison";

    private const int MaxListed = 1_000;

    private readonly TableClient _table;
    private readonly Contention _contention;

    internal AzurePoisonStore(AzureStorageConnection connection, ILogger log)
    {
        _table = connection.Table(TableName);
        _contention = new Contention("list of poison messages", log);
    }

    /// <inheritdoc/>
    /// <exception cref="Atomic.Core.Errors.AtomicException"><see cref="Atomic.Core.Errors.ErrorCodes.BodyTooLarge"/> for more text than a row takes.</exception>
    public async ValueTask AddAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(message.Id);

        // In JSON a character may become six.
        RowText.Require("A poison message", message.Text, message.Text, message.Text, message.Text, message.Text, message.Text, message.Reason);
        await _contention.RunAsync(() => TryAddAsync(message, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PoisonMessage>> ListAsync(int top, CancellationToken cancellationToken)
    {
        var most = Math.Clamp(top, 1, MaxListed);
        var messages = new List<PoisonMessage>();
        await foreach (var row in _table.RangeAsync(PoisonRows.Partition, PoisonRows.Newest, TableKey.After(PoisonRows.Newest), cancellationToken, most))
        {
            messages.Add(PoisonRows.Read(row));
            if (messages.Count == most)
                break;
        }

        return messages;
    }

    /// <inheritdoc/>
    public async ValueTask<PoisonMessage?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindPointerAsync(id, cancellationToken) is not { } pointer)
            return null;
        return await _table.FindAsync(PoisonRows.Partition, PoisonRows.PlaceOf(pointer), cancellationToken) is { } row ? PoisonRows.Read(row) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var removed = await _contention.RunAsync(() => TryRemoveAsync(id, cancellationToken), cancellationToken);
        return removed[0];
    }

    private Task<TableEntity?> FindPointerAsync(string id, CancellationToken cancellationToken) =>
        _table.FindAsync(PoisonRows.Partition, PoisonRows.KeyOf(id), cancellationToken);

    private async Task<PoisonMessage?> TryAddAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        var pointer = await FindPointerAsync(message.Id, cancellationToken);
        var row = PoisonRows.InOrder(message);
        var transaction = new RowTransaction(_table);
        if (pointer is not null && PoisonRows.PlaceOf(pointer) is var former && former != row.RowKey)
            transaction.Delete(PoisonRows.Partition, former, ETag.All);
        transaction.Put(row);
        transaction.Replace(PoisonRows.Pointer(message, row.RowKey), pointer?.ETag);
        return (await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed ? message : null;
    }

    private async Task<bool[]?> TryRemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindPointerAsync(id, cancellationToken) is not { } pointer)
            return [false];
        var transaction = new RowTransaction(_table);
        transaction.Delete(PoisonRows.Partition, pointer.RowKey, pointer.ETag);
        transaction.Delete(PoisonRows.Partition, PoisonRows.PlaceOf(pointer), ETag.All);
        return (await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed ? [true] : null;
    }
}
