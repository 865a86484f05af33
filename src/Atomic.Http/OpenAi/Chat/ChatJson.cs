using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Answers;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>Writes a chat completion.</summary>
internal static class ChatJson
{
    /// <summary>What the ids of completions begin with.</summary>
    public const string IdPrefix = "chatcmpl-";

    /// <summary>Writes the completion.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="answered">The answer.</param>
    public static void Write(Utf8JsonWriter writer, AnsweredRequest answered)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, answered.IdOf(IdPrefix));
        writer.WriteString("object"u8, "chat.completion"u8);
        writer.WriteNumber("created"u8, answered.View.SubmittedAt.ToUnixTimeSeconds());
        writer.WriteString("model"u8, answered.Model);
        writer.WritePropertyName("choices"u8);
        if (answered.Choices is { } choices)
        {
            // As the endpoint gave them.
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(choices), skipInputValidation: true);
        }
        else
        {
            WriteText(writer, answered);
        }

        WriteUsage(writer, answered.View.Usage);
        writer.WriteEndObject();
    }

    /// <summary>Writes the member <c>usage</c>, unless the endpoint told none.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="usage">The usage; null: the endpoint told none.</param>
    public static void WriteUsage(Utf8JsonWriter writer, TokenUsage? usage)
    {
        if (usage is null) return;
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, usage.Input);
        writer.WriteNumber("completion_tokens"u8, usage.Output);
        writer.WriteNumber("total_tokens"u8, usage.Total);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, AnsweredRequest answered)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteString("content"u8, answered.Text);
        writer.WriteNull("refusal"u8);
        writer.WriteEndObject();
        writer.WriteNull("logprobs"u8);
        writer.WriteString("finish_reason"u8, answered.FinishReason);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
