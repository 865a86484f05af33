using System.Text.Json;

namespace Atomic.Replay.Server;

/// <summary>Writes chat completions as the OpenAI wire has them, whole or as the frames of a stream.</summary>
internal static class CompletionWriter
{
    /// <summary>The last frame of a stream.</summary>
    public static ReadOnlySpan<byte> Done => "data: [DONE]\n\n"u8;

    public static void Write(AnswerBuffer buffer, Completion completion)
    {
        var json = buffer.StartJson();
        json.WriteStartObject();
        WriteHead(json, completion, "chat.completion"u8);
        json.WriteStartArray("choices"u8);
        for (var choice = 0; choice < completion.Choices; choice++)
            WriteChoice(json, completion, choice);
        json.WriteEndArray();
        WriteUsage(json, completion);
        json.WriteString("system_fingerprint"u8, Completion.Fingerprint);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>The first frames, one per choice: who speaks, and which tool is called.</summary>
    public static void WriteRoleFrames(AnswerBuffer buffer, Completion completion, bool withUsage)
    {
        for (var choice = 0; choice < completion.Choices; choice++)
        {
            var json = StartChunk(buffer, completion);
            StartDelta(json, choice);
            json.WriteString("role"u8, "assistant"u8);
            if (completion.Tool is { } tool)
            {
                json.WriteNull("content"u8);
                WriteToolCall(json, completion, tool with { Arguments = "" }, choice, isDelta: true);
            }
            else
            {
                json.WriteString("content"u8, ""u8);
            }

            json.WriteNull("refusal"u8);
            EndDelta(json, null);
            EndChunk(buffer, json, withUsage);
        }
    }

    /// <summary>Frames with a piece of what is streamed, one per choice.</summary>
    public static void WritePieceFrames(AnswerBuffer buffer, Completion completion, ReadOnlySpan<char> piece, bool withUsage)
    {
        for (var choice = 0; choice < completion.Choices; choice++)
        {
            var json = StartChunk(buffer, completion);
            StartDelta(json, choice);
            if (completion.Tool is null)
                json.WriteString("content"u8, piece);
            else
                WriteArgumentsDelta(json, piece);
            EndDelta(json, null);
            EndChunk(buffer, json, withUsage);
        }
    }

    /// <summary>The frames that say why the answer ends, one per choice.</summary>
    public static void WriteFinishFrames(AnswerBuffer buffer, Completion completion, bool withUsage)
    {
        for (var choice = 0; choice < completion.Choices; choice++)
        {
            var json = StartChunk(buffer, completion);
            StartDelta(json, choice);
            EndDelta(json, completion.FinishReason);
            EndChunk(buffer, json, withUsage);
        }
    }

    /// <summary>The frame with the usage and without choices, for those who asked.</summary>
    public static void WriteUsageFrame(AnswerBuffer buffer, Completion completion)
    {
        var json = StartChunk(buffer, completion);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        WriteUsage(json, completion);
        EndFrame(buffer, json);
    }

    private static Utf8JsonWriter StartChunk(AnswerBuffer buffer, Completion completion)
    {
        buffer.Write("data: "u8);
        var json = buffer.StartJson();
        json.WriteStartObject();
        WriteHead(json, completion, "chat.completion.chunk"u8);
        json.WriteString("system_fingerprint"u8, Completion.Fingerprint);
        return json;
    }

    private static void WriteHead(Utf8JsonWriter json, Completion completion, ReadOnlySpan<byte> kind)
    {
        json.WriteString("id"u8, completion.WireId);
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, completion.Created);
        json.WriteString("model"u8, completion.Model);
    }

    private static void WriteChoice(Utf8JsonWriter json, Completion completion, int choice)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        if (completion.Tool is { } tool)
        {
            json.WriteNull("content"u8);
            WriteToolCall(json, completion, tool, choice, isDelta: false);
        }
        else
        {
            json.WriteString("content"u8, completion.Content);
        }

        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, completion.FinishReason);
        json.WriteEndObject();
    }

    private static void WriteToolCall(Utf8JsonWriter json, Completion completion, ToolCall tool, int choice, bool isDelta)
    {
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        if (isDelta)
            json.WriteNumber("index"u8, 0);
        json.WriteString("id"u8, $"call_{completion.Id:x16}_{choice}");
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, tool.Name);
        json.WriteString("arguments"u8, tool.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArgumentsDelta(Utf8JsonWriter json, ReadOnlySpan<char> piece)
    {
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("function"u8);
        json.WriteString("arguments"u8, piece);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void StartDelta(Utf8JsonWriter json, int choice)
    {
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice);
        json.WriteStartObject("delta"u8);
    }

    private static void EndDelta(Utf8JsonWriter json, string? finishReason)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void EndChunk(AnswerBuffer buffer, Utf8JsonWriter json, bool withUsage)
    {
        // Where the usage was asked for, every other frame says that it has none.
        if (withUsage)
            json.WriteNull("usage"u8);
        EndFrame(buffer, json);
    }

    private static void EndFrame(AnswerBuffer buffer, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n\n"u8);
    }

    private static void WriteUsage(Utf8JsonWriter json, Completion completion)
    {
        // The prompt is read once, whatever the number of choices.
        var output = (long)completion.Answer.OutputTokens * completion.Choices;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, completion.Answer.InputTokens);
        json.WriteNumber("completion_tokens"u8, output);
        json.WriteNumber("total_tokens"u8, completion.Answer.InputTokens + output);
        json.WriteEndObject();
    }
}
