using System.Collections.Concurrent;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Azure;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Instances;

/// <summary>
/// Which instances an owner has. Table <c>Instances</c>, rows as <see cref="InstanceRows"/> says; an owner is entered before its first row is written. Each
/// entry is one row that nobody changes. A listing reads one range of keys of one owner.
/// </summary>
public sealed class AzureInstanceIndex : IInstanceIndex
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Instances";

    private const int PageRows = 1_000;

    private readonly TableClient _table;
    private readonly ConcurrentDictionary<string, bool> _owners = new(StringComparer.Ordinal);

    internal AzureInstanceIndex(AzureStorageConnection connection) => _table = connection.Table(TableName);

    /// <inheritdoc/>
    public async ValueTask AddAsync(InstanceEntry entry, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(entry.Id);
        if (!_owners.ContainsKey(entry.Owner))
        {
            await _table.UpsertEntityAsync(InstanceRows.OfOwner(entry.Owner), TableUpdateMode.Replace, cancellationToken);
            _owners[entry.Owner] = true;
        }

        await _table.UpsertEntityAsync(InstanceRows.Of(entry), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(InstanceEntry entry, CancellationToken cancellationToken)
    {
        var row = InstanceRows.Of(entry);
        await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<InstanceEntry>> ListAsync(
        string owner, string? group, DateTimeOffset? since, (DateTimeOffset StartedAt, string Id)? after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, PageRows);
        var range = new InstanceRange(owner, since, after);
        var filter = group is null ? range.Filter : $"{range.Filter} and {TableClient.CreateQueryFilter($"Group eq {group}")}";
        var entries = new List<InstanceEntry>(Math.Min(top, 100));
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, top, cancellationToken: cancellationToken))
        {
            entries.Add(InstanceRows.Read(row));
            if (entries.Count == top)
                break;
        }

        return entries;
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(DateTimeOffset startedBefore, int most, CancellationToken cancellationToken)
    {
        var purged = 0;
        await foreach (var owner in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {InstanceRows.Owners}"), PageRows, cancellationToken: cancellationToken))
        {
            var range = new InstanceRange(InstanceRows.ReadOwner(owner), since: null, (startedBefore.AddTicks(-1), ""));
            await foreach (var row in _table.QueryAsync<TableEntity>(range.Filter, PageRows, ["PartitionKey", "RowKey"], cancellationToken))
            {
                if (purged == most)
                    return purged;
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
                purged++;
            }
        }

        return purged;
    }
}
