using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Instances;

/// <summary>A range of an owner's entries, over as many partitions as it takes.</summary>
internal sealed class InstanceRange
{
    /// <summary>The range from one entry on, that one left out, and back to a time.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="since">Back to when; null: to the oldest.</param>
    /// <param name="after">The entry after which it begins; null: at the newest.</param>
    public InstanceRange(string owner, DateTimeOffset? since, (DateTimeOffset StartedAt, string Id)? after)
    {
        // Times grow backwards over partitions and within them alike, so that a bound of RowKeys holds for every partition of the range. A key goes on with
        // a colon behind its time; the semicolon comes after that, so that what was started at that very moment is in the range.
        List<string> conditions =
        [
            since is { } last
                ? TableClient.CreateQueryFilter(
                    $"PartitionKey le {InstanceRows.PartitionOf(owner, last)} and RowKey lt {TableKey.After(InstanceRows.KeyOf(last))}")
                : TableClient.CreateQueryFilter($"PartitionKey lt {InstanceRows.AfterPartitions(owner)}"),
            after is { } place
                ? TableClient.CreateQueryFilter(
                    $"PartitionKey ge {InstanceRows.PartitionOf(owner, place.StartedAt)} and RowKey gt {InstanceRows.KeyOf(place.StartedAt, place.Id)}")
                : TableClient.CreateQueryFilter($"PartitionKey ge {InstanceRows.PartitionOf(owner, DateTimeOffset.MaxValue)}"),
        ];
        Filter = string.Join(" and ", conditions);
    }

    /// <summary>The condition, in the language of Azure Tables.</summary>
    public string Filter { get; }
}
