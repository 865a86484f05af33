using System.Text.Json;

namespace Atomic.Providers.Streaming;

/// <summary>A call of a tool that arrives in pieces.</summary>
internal sealed class GrowingToolCall
{
    private readonly GrowingObject _members = new();
    private readonly Dictionary<string, GrowingObject> _called = new(StringComparer.Ordinal);

    /// <summary>The texts that have grown so far.</summary>
    public IEnumerable<string> Texts => _called.Values.SelectMany(static called => called.Texts);

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">An object; its <c>index</c> belongs to the stream and is left out.</param>
    public void Add(JsonElement piece)
    {
        foreach (var member in piece.EnumerateObject())
        {
            if (member.Name is "function" or "custom" && member.Value.ValueKind == JsonValueKind.Object)
                AddCalled(member.Name, member.Value);
            else if (member.Name != "index")
                _members.Add(member.Name, member.Value);
        }
    }

    /// <summary>Writes the whole call.</summary>
    /// <param name="json">Takes an object.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        _members.WriteMembers(json);
        foreach (var (name, called) in _called)
        {
            json.WriteStartObject(name);
            called.WriteMembers(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void AddCalled(string name, JsonElement piece)
    {
        if (!_called.TryGetValue(name, out var called))
            _called[name] = called = new GrowingObject("arguments", "input");
        foreach (var member in piece.EnumerateObject())
            called.Add(member.Name, member.Value);
    }
}
