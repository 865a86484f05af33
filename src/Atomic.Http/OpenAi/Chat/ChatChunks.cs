using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>A chat completion as a stream: chunks, the last of which say why each choice ended, then the usage where it was asked for, then <c>[DONE]</c>.</summary>
/// <param name="request">The request.</param>
internal sealed class ChatChunks(OpenAiRequest request) : IAnswerForm
{
    private readonly SortedDictionary<int, string?> _choices = [];
    private string _id = "";
    private string _model = request.Model;
    private long _created;

    /// <inheritdoc/>
    public void Begin(EventStream stream, MicrotaskView view)
    {
        _id = AnsweredRequest.IdOf(ChatJson.IdPrefix, view.Id);
        _model = view.Award?.Model ?? request.Model;
        _created = view.SubmittedAt.ToUnixTimeSeconds();
    }

    /// <inheritdoc/>
    public void Add(EventStream stream, AnswerDelta piece)
    {
        OpenChoice(stream, piece.Choice);
        if (piece.FinishReason is not null) _choices[piece.Choice] = piece.FinishReason;
        if (piece.Delta.ValueKind == JsonValueKind.Object && piece.Delta.EnumerateObject().Any()) WriteChunk(stream, piece.Choice, piece.Delta, WriteDelta);
    }

    /// <inheritdoc/>
    public void AddWhole(EventStream stream, AnsweredRequest answered)
    {
        foreach (var piece in WholeAnswer.Pieces(answered)) Add(stream, piece);
    }

    /// <inheritdoc/>
    public void End(EventStream stream, AnsweredRequest answered)
    {
        _model = answered.Model;
        if (_choices.Count == 0) OpenChoice(stream, 0);
        var last = _choices.Keys.Last();
        foreach (var (choice, reason) in _choices)
            WriteChunk(stream, choice, (object?)null, static (writer, _) => writer.WriteStartObject(), reason ?? answered.FinishReason, choice == last ? answered : null);
        if (request.IncludeUsage) stream.Write(null, answered, WriteUsage);
        stream.WriteDone();
    }

    /// <inheritdoc/>
    public void Fail(EventStream stream, OpenAiError error) => stream.Write(null, error, OpenAiErrorResponse.Write);

    private void OpenChoice(EventStream stream, int choice)
    {
        if (!_choices.TryAdd(choice, null)) return;
        WriteChunk(stream, choice, (object?)null, static (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, "assistant"u8);
            writer.WriteString("content"u8, ""u8);
        });
    }

    private static void WriteDelta(Utf8JsonWriter writer, JsonElement delta)
    {
        writer.WriteStartObject();
        foreach (var member in delta.EnumerateObject())
        {
            // Who speaks is said already. The rest goes on as the endpoint sent it, unless line breaks in it would break the frame.
            if (member.NameEquals("role"u8)) continue;
            var raw = JsonMarshal.GetRawUtf8Value(member.Value);
            writer.WritePropertyName(member.Name);
            if (raw.ContainsAny((byte)'\n', (byte)'\r')) member.Value.WriteTo(writer);
            else writer.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private void WriteChunk<T>(EventStream stream, int choice, T state, Action<Utf8JsonWriter, T> writeOpenDelta, string? reason = null, AnsweredRequest? answered = null) =>
        stream.Write(null, (state, writeOpenDelta, choice, reason, answered, form: this), static (writer, chunk) =>
        {
            writer.WriteStartObject();
            chunk.form.WriteHead(writer);
            writer.WriteStartArray("choices"u8);
            writer.WriteStartObject();
            writer.WriteNumber("index"u8, chunk.choice);
            writer.WritePropertyName("delta"u8);
            chunk.writeOpenDelta(writer, chunk.state);
            writer.WriteEndObject();
            writer.WriteString("finish_reason"u8, chunk.reason);
            writer.WriteEndObject();
            writer.WriteEndArray();
            if (chunk.form.IncludesUsage) writer.WriteNull("usage"u8);
            chunk.answered?.WriteAward(writer);
            writer.WriteEndObject();
        });

    private bool IncludesUsage => request.IncludeUsage;

    private void WriteUsage(Utf8JsonWriter writer, AnsweredRequest answered)
    {
        writer.WriteStartObject();
        WriteHead(writer);
        writer.WriteStartArray("choices"u8);
        writer.WriteEndArray();
        if (answered.View.Usage is { } usage) ChatJson.WriteUsage(writer, usage);
        else writer.WriteNull("usage"u8);
        writer.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteString("id"u8, _id);
        writer.WriteString("object"u8, "chat.completion.chunk"u8);
        writer.WriteNumber("created"u8, _created);
        writer.WriteString("model"u8, _model);
    }
}
