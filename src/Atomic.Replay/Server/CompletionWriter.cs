using System.Text.Json;
using Atomic.Replay.Recordings;

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
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, completion.Content);
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, "stop"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, completion.Answer);
        json.WriteString("system_fingerprint"u8, Completion.Fingerprint);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>The first frame: who speaks.</summary>
    public static void WriteRoleFrame(AnswerBuffer buffer, Completion completion, bool withUsage)
    {
        var json = StartChunk(buffer, completion);
        StartDelta(json);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        json.WriteNull("refusal"u8);
        EndDelta(json, finished: false);
        EndChunk(buffer, json, withUsage);
    }

    /// <summary>A frame with a piece of the content.</summary>
    public static void WriteContentFrame(AnswerBuffer buffer, Completion completion, ReadOnlySpan<char> piece, bool withUsage)
    {
        var json = StartChunk(buffer, completion);
        StartDelta(json);
        json.WriteString("content"u8, piece);
        EndDelta(json, finished: false);
        EndChunk(buffer, json, withUsage);
    }

    /// <summary>The frame that says why the answer ends.</summary>
    public static void WriteFinishFrame(AnswerBuffer buffer, Completion completion, bool withUsage)
    {
        var json = StartChunk(buffer, completion);
        StartDelta(json);
        EndDelta(json, finished: true);
        EndChunk(buffer, json, withUsage);
    }

    /// <summary>The frame with the usage and without choices, for those who asked.</summary>
    public static void WriteUsageFrame(AnswerBuffer buffer, Completion completion)
    {
        var json = StartChunk(buffer, completion);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        WriteUsage(json, completion.Answer);
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

    private static void StartDelta(Utf8JsonWriter json)
    {
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
    }

    private static void EndDelta(Utf8JsonWriter json, bool finished)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        if (finished)
            json.WriteString("finish_reason"u8, "stop"u8);
        else
            json.WriteNull("finish_reason"u8);
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

    private static void WriteUsage(Utf8JsonWriter json, RecordedAnswer answer)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, answer.InputTokens);
        json.WriteNumber("completion_tokens"u8, answer.OutputTokens);
        json.WriteNumber("total_tokens"u8, (long)answer.InputTokens + answer.OutputTokens);
        json.WriteEndObject();
    }
}
