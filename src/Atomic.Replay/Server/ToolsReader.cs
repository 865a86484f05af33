using System.Text.Json;

namespace Atomic.Replay.Server;

/// <summary>Reads of a request's <c>tools</c> and <c>tool_choice</c> which tool is to be called.</summary>
internal static class ToolsReader
{
    /// <summary>The name of the first function among the tools; null where there is none.</summary>
    /// <param name="json">At the value of <c>tools</c>.</param>
    public static string? FirstFunction(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        string? first = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var name = FunctionName(ref json);
            first ??= name;
        }

        return first;
    }

    /// <summary>Reads <c>{"type":"function","function":{"name":…}}</c>.</summary>
    /// <param name="json">At the object.</param>
    /// <returns>The name; null where there is none.</returns>
    public static string? FunctionName(ref Utf8JsonReader json) => Member(ref json, "function"u8, nested: true);

    private static string? Member(ref Utf8JsonReader json, ReadOnlySpan<byte> name, bool nested)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        string? found = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = json.ValueTextEquals(name);
            json.Read();
            if (isMember && nested)
                found = Member(ref json, "name"u8, nested: false);
            else if (isMember && json.TokenType == JsonTokenType.String)
                found = json.GetString();
            else
                json.Skip();
        }

        return found;
    }
}
