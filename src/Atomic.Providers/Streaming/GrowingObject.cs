using System.Text;
using System.Text.Json;

namespace Atomic.Providers.Streaming;

/// <summary>
/// A JSON object that arrives in pieces: texts that grow are put together, everything else stands as it was given last. A member that is not known is kept
/// like the others, so that what servers add to the protocol comes through.
/// </summary>
/// <param name="growing">The members whose texts grow.</param>
internal sealed class GrowingObject(params string[] growing)
{
    // No answer of the protocol has near as many; a stream could invent names for ever.
    private const int MostMembers = 64;

    private readonly Dictionary<string, StringBuilder> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _others = new(StringComparer.Ordinal);

    /// <summary>The characters of all growing texts so far.</summary>
    public IEnumerable<string> Texts => _texts.Values.Select(static text => text.ToString());

    /// <summary>Adds a member of a piece.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if (value.ValueKind == JsonValueKind.String && growing.Contains(name, StringComparer.Ordinal))
            Text(name)?.Append(value.GetString());
        else if (_others.ContainsKey(name) || _others.Count < MostMembers)
            AddOther(name, value);
    }

    /// <summary>Whether a text of that name has arrived.</summary>
    /// <param name="name">The member's name.</param>
    public bool HasText(string name) => _texts.ContainsKey(name);

    /// <summary>Writes the members.</summary>
    /// <param name="json">Within an object.</param>
    public void WriteMembers(Utf8JsonWriter json)
    {
        foreach (var (name, value) in _others)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        foreach (var (name, text) in _texts)
            json.WriteString(name, text.ToString());
    }

    // Some servers repeat names and ids with every piece, and some repeat them empty.
    private void AddOther(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || !value.ValueEquals("") || !_others.ContainsKey(name))
            _others[name] = value;
    }

    private StringBuilder? Text(string name)
    {
        if (!_texts.TryGetValue(name, out var text))
            _texts[name] = text = new StringBuilder();
        return text;
    }
}
