using System.Text.Json;

namespace Atomic.Providers.Chat;

/// <summary>Reads the messages of the OpenAI protocol as far as the house has to know what is in them.</summary>
internal static class ChatMessageParts
{
    /// <summary>Whether a message has a part that is no text: an image, sound, a file.</summary>
    /// <param name="messages">The messages; anything else has none.</param>
    public static bool HasOtherThanText(JsonElement messages) =>
        messages.ValueKind == JsonValueKind.Array && messages.EnumerateArray().SelectMany(Parts).Any(static part => !IsText(part));

    /// <summary>The parts of a message's content; none where the content is one text.</summary>
    /// <param name="message">A message.</param>
    public static IEnumerable<JsonElement> Parts(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? content.EnumerateArray().Where(static part => part.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>Whether the part is text.</summary>
    /// <param name="part">A part of a message's content.</param>
    public static bool IsText(JsonElement part) => TypeOf(part) is null or "text" or "refusal";

    /// <summary>The part's type; null where it does not say.</summary>
    /// <param name="part">A part of a message's content.</param>
    public static string? TypeOf(JsonElement part) =>
        part.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
}
