using System.Buffers;
using System.Text.Json;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>An answer that arrives in pieces: what is passed on of each, and what they are together.</summary>
/// <param name="choices">How many choices were asked for.</param>
internal sealed class GrowingAnswer(int choices)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly GrowingChoice?[] _choices = new GrowingChoice[choices];
    private string? _id;
    private JsonElement? _model;
    private JsonElement? _usage;

    /// <summary>Whether every choice has ended.</summary>
    public bool IsComplete => Array.TrueForAll(_choices, static choice => choice?.FinishReason is not null);

    /// <summary>Whether every choice has something in it, be it not said that it has ended.</summary>
    public bool HasContent => Array.TrueForAll(_choices, static choice => choice?.HasContent == true);

    /// <summary>What the model wrote so far, tools' arguments included.</summary>
    public IEnumerable<string> Texts => _choices.SelectMany(static choice => choice?.Texts ?? []);

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">A chunk of the protocol.</param>
    /// <param name="deltas">Takes what is to be passed on of it.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public AnswerFault? Add(JsonElement piece, List<AnswerDelta> deltas)
    {
        if (ErrorAnswer.FaultOf(piece, "in the middle of its answer") is { } error)
            return error;
        _usage = AnswerJson.Member(piece, "usage") ?? _usage;
        _model ??= AnswerJson.Model(piece) is null ? null : AnswerJson.Member(piece, "model");
        if (AnswerJson.Member(piece, "choices") is not { ValueKind: JsonValueKind.Array } given || given.GetArrayLength() == 0)
            return null;

        // Pieces of two answers in one stream: a proxy has mixed up callers, and the other one's answer is nobody's business here.
        if (AnswerJson.Text(piece, "id") is { Length: > 0 } id && (_id ??= id) != id)
            return AnswerFault.Malformed("sent pieces of another answer within its own");
        foreach (var choice in given.EnumerateArray())
        {
            if (AddChoice(choice, deltas) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>The answer as if it had come whole.</summary>
    /// <param name="fault">What is wrong with it, where it is none.</param>
    /// <returns>Null where it is none.</returns>
    public ModelAnswer? Read(out AnswerFault fault)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Write(json, "model", _model);
            json.WriteStartArray("choices");
            foreach (var choice in _choices)
                choice?.Write(json);
            json.WriteEndArray();
            Write(json, "usage", _usage);
            json.WriteEndObject();
        }

        return ModelAnswer.Read(bytes.WrittenSpan, out fault);
    }

    /// <summary>The model that is said to answer; null while none is.</summary>
    public string? ServedModel => _model?.GetString();

    /// <summary>Tokens as billed, where the stream has told so far.</summary>
    /// <param name="name">The count's name.</param>
    public int? Tokens(string name) => AnswerJson.Tokens(_usage, name);

    private AnswerFault? AddChoice(JsonElement piece, List<AnswerDelta> deltas)
    {
        var index = AnswerJson.Integer(piece, "index") ?? 0;
        if (index < 0 || index >= _choices.Length)
            return AnswerFault.Malformed("sent a choice that was not asked for");

        var choice = _choices[index] ??= new GrowingChoice((int)index);
        var hadEnded = choice.FinishReason is not null;
        if (!choice.Add(piece))
            return AnswerFault.Malformed(hadEnded ? "went on after it had said that its answer was complete" : "sent a piece of its stream that is none of the protocol");

        var delta = AnswerJson.Member(piece, "delta");
        var ends = !hadEnded && choice.FinishReason is not null;
        if (ends || GrowingChoice.Adds(delta))
            deltas.Add(new AnswerDelta((int)index, delta ?? Nothing, ends ? choice.FinishReason : null) { Logprobs = AnswerJson.Member(piece, "logprobs") });
        return null;
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is not { } given)
            return;
        json.WritePropertyName(name);
        given.WriteTo(json);
    }
}
