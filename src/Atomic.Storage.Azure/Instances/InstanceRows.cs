using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Instances;

/// <summary>
/// The rows of the index. PartitionKey <c>OWNER:HOUR</c>, RowKey <c>TIME:ID</c>, both counting backwards, so that the order of keys is that of a listing,
/// over the borders of partitions too, and what is started within an hour is one partition.
/// </summary>
internal static class InstanceRows
{
    /// <summary>The partition of owners.</summary>
    public const string Owners = "owners";

    /// <summary>The column of an instance's group.</summary>
    public const string Group = "Group";

    private const string Id = "Id";
    private const string Owner = "Owner";
    private const string StartedAt = "StartedAt";

    /// <summary>The row of an entry.</summary>
    public static TableEntity Of(InstanceEntry entry)
    {
        var row = new TableEntity(PartitionOf(entry.Owner, entry.StartedAt), KeyOf(entry.StartedAt, entry.Id))
        {
            [Id] = entry.Id,
            [Owner] = entry.Owner,
            [StartedAt] = entry.StartedAt,
        };
        if (entry.Group is { } group)
            row[Group] = group;
        return row;
    }

    /// <summary>The entry of a row.</summary>
    public static InstanceEntry Read(TableEntity row) =>
        new(row.GetString(Id), row.GetString(Owner), row.GetString(Group), row.GetDateTimeOffset(StartedAt)!.Value);

    /// <summary>The row that says that an owner has entries.</summary>
    public static TableEntity OfOwner(string owner) => new(Owners, TableKey.Of(owner)) { [Owner] = owner };

    /// <summary>The owner of such a row.</summary>
    public static string ReadOwner(TableEntity row) => row.GetString(Owner);

    /// <summary>The partition of what an owner started then.</summary>
    public static string PartitionOf(string owner, DateTimeOffset startedAt) => $"{TableKey.Of(owner)}:{Backwards(startedAt) / TimeSpan.TicksPerHour:D8}";

    /// <summary>What comes after every partition of an owner.</summary>
    public static string AfterPartitions(string owner) => TableKey.After(TableKey.Of(owner));

    /// <summary>The key of an instance that was started then.</summary>
    public static string KeyOf(DateTimeOffset startedAt, string id) => $"{KeyOf(startedAt)}:{TableKey.Of(id)}";

    /// <summary>The prefix of keys of instances that were started then.</summary>
    public static string KeyOf(DateTimeOffset startedAt) => $"{Backwards(startedAt):D19}";

    private static long Backwards(DateTimeOffset time) => DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks;
}
