using System.Text.Json;
using Atomic.Orchestration.Access;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.ApiKeys;

/// <summary>The rows of API keys: <c>key:ID</c>, and the same again in order of making as <c>made:TIME:ID</c> and <c>tenant:TENANT:TIME:ID</c>.</summary>
internal static class ApiKeyRows
{
    /// <summary>The partition of all of them: there are few, and what is written about one is written atomically.</summary>
    public const string Partition = "keys";

    private const string Made = "made";
    private const string Tenant = "tenant";
    private const string Key = "Key";

    /// <summary>The RowKey by which a key is found.</summary>
    public static string KeyOf(string id) => TableKey.Of("key", id);

    /// <summary>The prefix of the rows that list a tenant's keys, or all where it is null.</summary>
    public static string ListPrefix(string? tenant) => tenant is null ? Made : TableKey.Of(Tenant, tenant);

    /// <summary>All rows of a key.</summary>
    public static IEnumerable<TableEntity> Of(ApiKey key)
    {
        var place = $"{key.CreatedAt.UtcTicks:D19}:{TableKey.Of(key.Id)}";
        foreach (var rowKey in (string[])[KeyOf(key.Id), $"{ListPrefix(null)}:{place}", $"{ListPrefix(key.Tenant)}:{place}"])
        {
            var row = new TableEntity(Partition, rowKey);
            RowText.Write(row, Key, JsonSerializer.Serialize(key, ApiKeyJson.Default.ApiKey));
            yield return row;
        }
    }

    /// <summary>The key of a row.</summary>
    public static ApiKey Read(TableEntity row) => JsonSerializer.Deserialize(RowText.Read(row, Key)!, ApiKeyJson.Default.ApiKey)!;
}
