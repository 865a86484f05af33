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
                && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String)
            {
                last = content.GetString();
            }
        }

        return last;
    }
}
