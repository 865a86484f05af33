using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>The types behind names and values.</summary>
internal static class JsonTypeNames
{
    /// <summary>The types that a name of the keyword <c>type</c> stands for; none for an unknown name.</summary>
    public static JsonTypes Of(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        "string" => JsonTypes.String,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        _ => JsonTypes.None,
    };

    /// <summary>The type of a value.</summary>
    public static JsonTypes Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Number => ExactNumber.Read(value).IsInteger ? JsonTypes.Integer : JsonTypes.Fraction,
        _ => JsonTypes.None,
    };
}
