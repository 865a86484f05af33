using System.Text;
using System.Text.Json;
using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>A response as a stream of typed events, numbered from 0.</summary>
/// <param name="request">The request.</param>
internal sealed class ResponseEvents(OpenAiRequest request) : IAnswerForm
{
    private readonly StringBuilder _text = new();
    private ResponseState _state = new(request, "", default, request.Model);
    private int _number;
    private bool _speaks;

    /// <inheritdoc/>
    public void Begin(EventStream stream, MicrotaskView view)
    {
        _state = new ResponseState(request, view.Id, view.SubmittedAt, view.Award?.Model ?? request.Model);
        WriteState(stream, "response.created");
        WriteState(stream, "response.in_progress");
    }

    /// <inheritdoc/>
    public void Add(EventStream stream, AnswerDelta piece)
    {
        if (piece.Choice != 0 || piece.Delta.Find("content") is not { ValueKind: JsonValueKind.String } content || content.GetString() is not { Length: > 0 } text) return;
        OpenMessage(stream);
        _text.Append(text);
        WriteEvent(stream, "response.output_text.delta", text, static (writer, form, delta) =>
        {
            form.WritePlace(writer);
            writer.WriteString("delta"u8, delta);
            writer.WriteStartArray("logprobs"u8);
            writer.WriteEndArray();
        });
    }

    /// <inheritdoc/>
    public void AddWhole(EventStream stream, AnsweredRequest answered)
    {
        foreach (var piece in WholeAnswer.Pieces(answered)) Add(stream, piece);
    }

    /// <inheritdoc/>
    public void End(EventStream stream, AnsweredRequest answered)
    {
        OpenMessage(stream);
        var (text, isCut) = (_text.ToString(), answered.FinishReason == "length");
        WriteEvent(stream, "response.output_text.done", text, static (writer, form, whole) =>
        {
            form.WritePlace(writer);
            writer.WriteString("text"u8, whole);
            writer.WriteStartArray("logprobs"u8);
            writer.WriteEndArray();
        });
        WriteEvent(stream, "response.content_part.done", text, WritePart);
        WriteEvent(stream, "response.output_item.done", (text, isCut), static (writer, form, whole) =>
        {
            writer.WriteNumber("output_index"u8, 0);
            writer.WritePropertyName("item"u8);
            ResponseJson.WriteMessage(writer, form._state.MicrotaskId, whole.text, whole.isCut ? "incomplete" : "completed");
        });
        _state = _state with { Answered = answered, Model = answered.Model };
        WriteState(stream, isCut ? "response.incomplete" : "response.completed");
    }

    /// <inheritdoc/>
    public void Fail(EventStream stream, OpenAiError error)
    {
        _state = _state with { Error = error };
        WriteState(stream, "response.failed");
    }

    private void OpenMessage(EventStream stream)
    {
        if (_speaks) return;
        _speaks = true;
        WriteEvent(stream, "response.output_item.added", (object?)null, static (writer, form, _) =>
        {
            writer.WriteNumber("output_index"u8, 0);
            writer.WritePropertyName("item"u8);
            ResponseJson.WriteMessage(writer, form._state.MicrotaskId, text: null, "in_progress");
        });
        WriteEvent(stream, "response.content_part.added", "", WritePart);
    }

    private static void WritePart(Utf8JsonWriter writer, ResponseEvents form, string text)
    {
        form.WritePlace(writer);
        writer.WritePropertyName("part"u8);
        ResponseJson.WritePart(writer, text);
    }

    private void WritePlace(Utf8JsonWriter writer)
    {
        writer.WriteString("item_id"u8, AnsweredRequest.IdOf(ResponseJson.MessagePrefix, _state.MicrotaskId));
        writer.WriteNumber("output_index"u8, 0);
        writer.WriteNumber("content_index"u8, 0);
    }

    private void WriteState(EventStream stream, string type) => WriteEvent(stream, type, (object?)null, static (writer, form, _) =>
    {
        writer.WritePropertyName("response"u8);
        ResponseJson.Write(writer, form._state);
    });

    private void WriteEvent<T>(EventStream stream, string type, T state, Action<Utf8JsonWriter, ResponseEvents, T> write) =>
        stream.Write(type, (type, state, write, form: this), static (writer, what) =>
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, what.type);
            writer.WriteNumber("sequence_number"u8, what.form._number++);
            what.write(writer, what.form, what.state);
            writer.WriteEndObject();
        });
}
