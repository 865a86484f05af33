using System.Text.Json;

namespace Atomic.Orchestration.Microtasks;

/// <summary>A microtask's input as text, for what reads text: classifiers, token counts.</summary>
public static class InputText
{
    /// <summary>The string itself; of chat messages the last user message; of an object its JSON.</summary>
    /// <param name="input">The input.</param>
    public static string Of(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => input.GetString() ?? "",
        JsonValueKind.Array => LastUserMessage(input) ?? input.GetRawText(),
        JsonValueKind.Undefined => "",
        _ => input.GetRawText(),
    };

    private static string? LastUserMessage(JsonElement messages)
    {
        string? last = null;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("role", out var role) && role.ValueEquals("user"u8)
                && message.TryGetProperty("content", out var content))
            {
                last = TextOf(content) ?? last;
            }
        }

        return last;
    }

    // A content is one text, or parts of which the texts count.
    private static string? TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString(),
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(TextOfPart).OfType<string>()) is { Length: > 0 } text ? text : null,
        _ => null,
    };

    private static string? TextOfPart(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
