using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>Writes a response.</summary>
internal static class ResponseJson
{
    /// <summary>What the ids of responses begin with.</summary>
    public const string IdPrefix = "resp_";

    /// <summary>What the ids of their messages begin with.</summary>
    public const string MessagePrefix = "msg_";

    /// <summary>Writes the response of an answer.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="answered">The answer.</param>
    public static void Write(Utf8JsonWriter writer, AnsweredRequest answered) => Write(writer, new ResponseState(answered.Request, answered.View.Id, answered.View.SubmittedAt, answered.Model) { Answered = answered });

    /// <summary>Writes a response as it stands.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="state">How it stands.</param>
    public static void Write(Utf8JsonWriter writer, ResponseState state)
    {
        var isCut = state.Answered?.FinishReason == "length";
        var payload = state.Request.Submission.Payload;
        writer.WriteStartObject();
        writer.WriteString("id"u8, AnsweredRequest.IdOf(IdPrefix, state.MicrotaskId));
        writer.WriteString("object"u8, "response"u8);
        writer.WriteNumber("created_at"u8, state.SubmittedAt.ToUnixTimeSeconds());
        writer.WriteString("status"u8, state.Error is not null ? "failed" : state.Answered is null ? "in_progress" : isCut ? "incomplete" : "completed");
        WriteError(writer, state.Error);
        if (isCut)
        {
            writer.WriteStartObject("incomplete_details"u8);
            writer.WriteString("reason"u8, "max_output_tokens"u8);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("incomplete_details"u8);
        }

        writer.WriteString("instructions"u8, payload.Instructions);
        WriteParameter(writer, "max_output_tokens", payload, "max_completion_tokens");
        writer.WriteString("model"u8, state.Model);
        writer.WriteStartArray("output"u8);
        if (state.Answered is { } answered) WriteMessage(writer, state.MicrotaskId, answered.Text, isCut ? "incomplete" : "completed");
        writer.WriteEndArray();
        writer.WriteBoolean("parallel_tool_calls"u8, false);
        writer.WriteNull("previous_response_id"u8);
        writer.WriteBoolean("store"u8, false);
        WriteParameter(writer, "temperature", payload, "temperature");
        WriteFormat(writer, payload);
        writer.WriteString("tool_choice"u8, "auto"u8);
        writer.WriteStartArray("tools"u8);
        writer.WriteEndArray();
        WriteParameter(writer, "top_p", payload, "top_p");
        writer.WriteString("truncation"u8, "disabled"u8);
        WriteUsage(writer, state.Answered?.View.Usage);
        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in state.Request.Submission.Tags) writer.WriteString(name, value);
        writer.WriteEndObject();
        state.Answered?.WriteAward(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the message that holds the answer.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="text">The answer; null: none of it is there.</param>
    /// <param name="status">How the message stands.</param>
    public static void WriteMessage(Utf8JsonWriter writer, string microtaskId, string? text, string status)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "message"u8);
        writer.WriteString("id"u8, AnsweredRequest.IdOf(MessagePrefix, microtaskId));
        writer.WriteString("status"u8, status);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteStartArray("content"u8);
        if (text is not null) WritePart(writer, text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the part of a message that holds its text.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="text">The text.</param>
    public static void WritePart(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "output_text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteStartArray("annotations"u8);
        writer.WriteEndArray();
        writer.WriteStartArray("logprobs"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, OpenAiError? error)
    {
        if (error is null)
        {
            writer.WriteNull("error"u8);
            return;
        }

        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, string name, MicrotaskPayload payload, string passed)
    {
        writer.WritePropertyName(name);
        if (payload.Parameters?.Find(passed) is { } value) value.WriteTo(writer);
        else writer.WriteNullValue();
    }

    private static void WriteFormat(Utf8JsonWriter writer, MicrotaskPayload payload)
    {
        writer.WriteStartObject("text"u8);
        writer.WriteStartObject("format"u8);
        if (payload.OutputSchema is { } schema)
        {
            writer.WriteString("type"u8, "json_schema"u8);
            writer.WriteString("name"u8, "output"u8);
            writer.WriteBoolean("strict"u8, true);
            writer.WritePropertyName("schema"u8);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(schema), skipInputValidation: true);
        }
        else
        {
            writer.WriteString("type"u8, payload.Parameters?.Find("response_format") is null ? "text" : "json_object");
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, TokenUsage? usage)
    {
        if (usage is null)
        {
            writer.WriteNull("usage"u8);
            return;
        }

        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("input_tokens"u8, usage.Input);
        writer.WriteStartObject("input_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, 0);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens"u8, usage.Output);
        writer.WriteStartObject("output_tokens_details"u8);
        writer.WriteNumber("reasoning_tokens"u8, 0);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens"u8, usage.Total);
        writer.WriteEndObject();
    }
}
