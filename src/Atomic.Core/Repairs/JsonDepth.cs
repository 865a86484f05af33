using System.Runtime.InteropServices;
using System.Text.Json;

namespace Atomic.Core.Repairs;

/// <summary>How deep arrays and objects are nested.</summary>
internal static class JsonDepth
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether a value has more levels; a scalar has none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="levels">The levels.</param>
    public static bool IsAbove(JsonElement value, int levels)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), Options);
        while (reader.Read())
        {
            // An opening bracket stands at the depth outside of it.
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= levels) return true;
        }

        return false;
    }
}
