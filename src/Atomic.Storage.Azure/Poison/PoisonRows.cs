using System.Text.Json;
using Atomic.Orchestration.Queues;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Poison;

/// <summary>The rows of messages that were given up: <c>newest:TIME:ID</c> has the message, TIME counting backwards; <c>message:ID</c> says where it is.</summary>
internal static class PoisonRows
{
    /// <summary>The partition of all of them: a message that is given up is rare.</summary>
    public const string Partition = "poison";

    /// <summary>The prefix of the rows that list messages.</summary>
    public const string Newest = "newest";

    private const string Place = "Place";
    private const string Message = "Message";

    /// <summary>The RowKey by which a message is found.</summary>
    public static string KeyOf(string id) => TableKey.Of("message", id);

    /// <summary>The row of a message in its place.</summary>
    public static TableEntity InOrder(PoisonMessage message)
    {
        var row = new TableEntity(Partition, $"{TableKey.Of(Newest, DateTimeOffset.MaxValue.UtcTicks - message.GivenUpAt.UtcTicks)}:{TableKey.Of(message.Id)}");
        RowText.Write(row, Message, JsonSerializer.Serialize(message, PoisonJson.Default.PoisonMessage));
        return row;
    }

    /// <summary>The row that says where a message is.</summary>
    public static TableEntity Pointer(PoisonMessage message, string place) => new(Partition, KeyOf(message.Id)) { [Place] = place };

    /// <summary>Where a message is.</summary>
    public static string PlaceOf(TableEntity pointer) => pointer.GetString(Place);

    /// <summary>The message of a row.</summary>
    public static PoisonMessage Read(TableEntity row) => JsonSerializer.Deserialize(RowText.Read(row, Message)!, PoisonJson.Default.PoisonMessage)!;
}
