using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Equality of JSON values as JSON Schema has it (Core, section 4.2.2): numbers by value, objects without regard to order.
/// It goes by a text that is the same for equal values, so that comparing with many values is one look-up and stays linear.</summary>
internal static class JsonEquality
{
    /// <summary>A text that two values share exactly when they are equal.</summary>
    public static string KeyOf(JsonElement value)
    {
        try
        {
            var text = new StringBuilder();
            Write(value, text);
            return text.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair can be escaped in JSON, and no text can hold it: such a value equals its own spelling only.
            return $"!{value.GetRawText()}";
        }
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    WriteText(property.Name, text);
                    Write(property.Value, text);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray()) Write(item, text);
                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                // A number too long to be read exactly equals its own spelling only.
                if (ExactNumber.IsWithinBounds(JsonMarshal.GetRawUtf8Value(value))) text.Append('#').Append(ExactNumber.Read(value));
                else text.Append('%').Append(value.GetRawText());
                break;
            default:
                text.Append(value.ValueKind switch { JsonValueKind.True => 't', JsonValueKind.False => 'f', _ => 'n' });
                break;
        }
    }

    // The length in front makes the end of a text certain without escaping.
    private static void WriteText(string content, StringBuilder text) =>
        text.Append('"').Append(content.Length).Append(':').Append(content);
}
