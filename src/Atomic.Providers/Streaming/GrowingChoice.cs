using System.Text.Json;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>A choice that arrives in pieces.</summary>
/// <param name="index">Which.</param>
internal sealed class GrowingChoice(int index)
{
    private const int MostToolCalls = 256;
    private const int MostLogprobs = 1_000_000;

    private readonly GrowingObject _message = new("content", "refusal", "reasoning_content", "reasoning");
    private readonly SortedDictionary<int, GrowingToolCall> _toolCalls = [];
    private readonly Dictionary<string, List<JsonElement>> _logprobs = new(StringComparer.Ordinal);
    private string? _lastToolId;
    private int _lastTool;

    /// <summary>Why it ended; null while it has not.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The texts that have grown so far: what the model wrote, arguments of tools included.</summary>
    public IEnumerable<string> Texts => _message.Texts.Concat(_toolCalls.Values.SelectMany(static call => call.Texts));

    /// <summary>Whether something has arrived that could be an answer.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">A choice of a chunk.</param>
    /// <returns>False where it adds to a choice that had ended, or is none.</returns>
    public bool Add(JsonElement piece)
    {
        var delta = AnswerJson.Member(piece, "delta");
        var adds = Adds(delta);
        if (FinishReason is not null && adds)
            return false;
        if (delta is { ValueKind: not JsonValueKind.Object })
            return false;

        if (delta is { } given && !AddDelta(given))
            return false;
        if (AnswerJson.Member(piece, "logprobs") is { ValueKind: JsonValueKind.Object } logprobs)
            AddLogprobs(logprobs);
        HasContent |= adds;
        FinishReason ??= AnswerJson.Text(piece, "finish_reason");
        return true;
    }

    /// <summary>Whether a delta adds anything beside the role.</summary>
    /// <param name="delta">The delta; null: none.</param>
    public static bool Adds(JsonElement? delta) => delta is { ValueKind: JsonValueKind.Object } given
        && given.EnumerateObject().Any(member => member.Name != "role" && AnswerJson.TryGetFilled(given, member.Name, out _));

    /// <summary>Writes the whole choice.</summary>
    /// <param name="json">Takes an object.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        if (!_message.HasText("content"))
            json.WriteNull("content");
        _message.WriteMembers(json);
        if (_toolCalls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in _toolCalls.Values)
                call.Write(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        WriteLogprobs(json);
        json.WriteString("finish_reason", FinishReason);
        json.WriteEndObject();
    }

    private bool AddDelta(JsonElement delta)
    {
        foreach (var member in delta.EnumerateObject())
        {
            if (member.Name == "tool_calls" && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var call in member.Value.EnumerateArray())
                {
                    if (!AddToolCall(call))
                        return false;
                }
            }
            else if (member.Name != "role")
            {
                _message.Add(member.Name, member.Value);
            }
        }

        return true;
    }

    private bool AddToolCall(JsonElement piece)
    {
        if (piece.ValueKind != JsonValueKind.Object)
            return false;

        // Servers that leave out the index begin a new call with a new id.
        var id = AnswerJson.Text(piece, "id");
        var isNew = id is { Length: > 0 } && _lastToolId is not null && id != _lastToolId;
        var at = AnswerJson.Integer(piece, "index") ?? (isNew ? _lastTool + 1 : _lastTool);
        if (at is < 0 or >= MostToolCalls)
            return false;
        _lastTool = (int)at;
        if (id is { Length: > 0 })
            _lastToolId = id;
        if (!_toolCalls.TryGetValue(_lastTool, out var call))
            _toolCalls[_lastTool] = call = new GrowingToolCall();
        call.Add(piece);
        return true;
    }

    private void AddLogprobs(JsonElement logprobs)
    {
        foreach (var member in logprobs.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array || member.Name is not ("content" or "refusal"))
                continue;
            if (!_logprobs.TryGetValue(member.Name, out var list))
                _logprobs[member.Name] = list = [];
            if (list.Count < MostLogprobs)
                list.AddRange(member.Value.EnumerateArray());
        }
    }

    private void WriteLogprobs(Utf8JsonWriter json)
    {
        if (_logprobs.Count == 0)
        {
            json.WriteNull("logprobs");
            return;
        }

        json.WriteStartObject("logprobs");
        foreach (var (name, list) in _logprobs)
        {
            json.WriteStartArray(name);
            foreach (var token in list)
                token.WriteTo(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
