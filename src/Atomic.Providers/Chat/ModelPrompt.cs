using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Orchestration.Microtasks;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Chat;

/// <summary>Turns a payload into the chat messages that a model sees.</summary>
internal static class ModelPrompt
{
    /// <summary>Stands in a prompt variant for the microtask's own instructions.</summary>
    public const string InstructionsPlaceholder = "{instructions}";

    private const string SchemaRequest = "Answer with one JSON value that meets this JSON Schema, and with nothing else:\n";
    private const string SchemaRequestBesideTools = "Unless you call a tool, answer with one JSON value that meets this JSON Schema, and with nothing else:\n";

    /// <summary>
    /// The messages: at most one system message of ours, then examples, then the input. An example is a user's message and the assistant's answer to it, each a message of its own, so that nothing
    /// that stands in one can pass for another or for instructions of ours: it is data, as the input is.
    /// </summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="variant">The bidder's own prompt; null: the microtask's instructions.</param>
    /// <param name="schemaInPrompt">Whether an output schema is written into the prompt.</param>
    /// <param name="demonstrations">The examples; none unless said.</param>
    public static List<ChatMessage> Messages(MicrotaskPayload payload, string? variant, bool schemaInPrompt, IReadOnlyList<ChosenDemonstration>? demonstrations = null)
    {
        var messages = new List<ChatMessage>(2 + (2 * (demonstrations?.Count ?? 0)));
        if (SystemText(payload, variant, schemaInPrompt) is { } system)
            messages.Add(new ChatMessage(ChatRole.System, system));
        foreach (var (example, _) in demonstrations ?? [])
        {
            messages.Add(new ChatMessage(ChatRole.User, example.Text));
            messages.Add(new ChatMessage(ChatRole.Assistant, example.Source.Answer));
        }

        AddInput(messages, payload.Input);
        return messages;
    }

    /// <summary>
    /// Writes the member <c>messages</c>. Those of a caller who speaks the protocol follow ours as they were written, with every role and part.
    /// </summary>
    /// <param name="json">At the members of the body.</param>
    /// <param name="payload">What to work on.</param>
    /// <param name="variant">The bidder's own prompt; null: the microtask's instructions.</param>
    /// <param name="schemaInPrompt">Whether an output schema is written into the prompt.</param>
    /// <param name="rejected">The model's own refused answer, where it is asked again; it follows the messages with its faults.</param>
    /// <param name="demonstrations">The examples; a conversation of the caller's has none.</param>
    public static void Write(Utf8JsonWriter json, MicrotaskPayload payload, string? variant, bool schemaInPrompt, RejectedAnswer? rejected, IReadOnlyList<ChosenDemonstration> demonstrations)
    {
        json.WriteStartArray("messages");
        if (HasOwnMessages(payload))
        {
            if (SystemText(payload, variant, schemaInPrompt) is { } system)
                Write(json, "system", system);
            foreach (var message in payload.Input.EnumerateArray())
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(message), skipInputValidation: true);
        }
        else
        {
            foreach (var message in Messages(payload, variant, schemaInPrompt, demonstrations))
                Write(json, message.Role.Value, message.Text);
        }

        foreach (var message in ModelReask.Messages(rejected))
            Write(json, message.Role.Value, message.Text);
        json.WriteEndArray();
    }

    /// <summary>Whether the input is messages of the OpenAI protocol, which are passed on as they are.</summary>
    /// <param name="payload">What to work on.</param>
    public static bool HasOwnMessages(MicrotaskPayload payload) => payload is { Parameters: not null, Input.ValueKind: JsonValueKind.Array };

    /// <summary>Whether the server can be asked to constrain its answer to the schema: the protocol takes schemas of objects only.</summary>
    /// <param name="schema">The output schema.</param>
    public static bool IsObjectSchema(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8);

    private static void Write(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    /// <summary>The system message of ours; null where there is none.</summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="variant">The bidder's own prompt; null: the microtask's instructions.</param>
    /// <param name="schemaInPrompt">Whether an output schema is written into the prompt.</param>
    public static string? SystemText(MicrotaskPayload payload, string? variant, bool schemaInPrompt)
    {
        var text = variant is null
            ? payload.Instructions
            : variant.Replace(InstructionsPlaceholder, payload.Instructions, StringComparison.Ordinal);
        if (!schemaInPrompt || payload.OutputSchema is not { } schema)
            return string.IsNullOrEmpty(text) ? null : text;

        var request = (ChatParameters.Of(payload).HasTools ? SchemaRequestBesideTools : SchemaRequest) + CompactJson.Text(schema);
        return string.IsNullOrEmpty(text) ? request : $"{text}\n\n{request}";
    }

    private static void AddInput(List<ChatMessage> messages, JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            messages.Add(new ChatMessage(ChatRole.User, input.GetString()));
            return;
        }

        if (!IsChat(input))
        {
            messages.Add(new ChatMessage(ChatRole.User, CompactJson.Text(input)));
            return;
        }

        foreach (var message in input.EnumerateArray())
            messages.Add(new ChatMessage(Role(message.GetProperty("role").GetString()), Content(message.GetProperty("content"))));
    }

    private static bool IsChat(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Array || input.GetArrayLength() == 0)
            return false;
        foreach (var message in input.EnumerateArray())
        {
            if (message.ValueKind != JsonValueKind.Object
                || !message.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String
                || !message.TryGetProperty("content", out _))
                return false;
        }

        return true;
    }

    // Other roles (tool, function) need call ids that a microtask does not have: to the model they are something that it is told.
    private static ChatRole Role(string? role) => role switch
    {
        "system" or "developer" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        _ => ChatRole.User,
    };

    private static string Content(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array when TextParts(content) is { } text => text,
        _ => CompactJson.Text(content),
    };

    private static string? TextParts(JsonElement parts)
    {
        var texts = new List<string>(parts.GetArrayLength());
        foreach (var part in parts.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
                return null;
            texts.Add(text.GetString()!);
        }

        return string.Join('\n', texts);
    }
}
