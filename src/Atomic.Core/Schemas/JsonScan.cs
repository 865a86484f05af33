using System.Runtime.InteropServices;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Looks through a JSON text once before it is used, for what System.Text.Json lets through and the rest of this folder
/// relies on not to meet: too deep nesting, a name twice in one object, text that is no valid Unicode (reading it throws), endless
/// numbers.</summary>
internal static class JsonScan
{
    /// <summary>The first fault with its pointer; null when there is none.</summary>
    public static (string Pointer, string Message)? FindFault(JsonElement root, int maxBytes)
    {
        if (root.ValueKind == JsonValueKind.Undefined) return ("", "There is no JSON value; send one.");
        if (JsonMarshal.GetRawUtf8Value(root).Length > maxBytes)
            return ("", $"The JSON text is larger than {maxBytes} bytes; make it smaller.");
        var path = new PointerStack();
        return FindMessage(root, path, 0) is { } message ? (path.ToString(), message) : null;
    }

    /// <summary>Leaves <paramref name="path"/> at the fault.</summary>
    private static string? FindMessage(JsonElement value, PointerStack path, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
            case JsonValueKind.Array:
                if (depth == SchemaLimits.MaxJsonDepth)
                    return $"Arrays and objects are nested deeper than {SchemaLimits.MaxJsonDepth} levels; flatten them.";
                return value.ValueKind == JsonValueKind.Object ? InObject(value, path, depth) : InArray(value, path, depth);
            case JsonValueKind.String:
                return IsReadable(value) ? null : "The text is not valid Unicode; replace broken bytes and unpaired surrogates.";
            case JsonValueKind.Number:
                return ExactNumber.IsWithinBounds(JsonMarshal.GetRawUtf8Value(value))
                    ? null
                    : $"The number is longer than {SchemaLimits.MaxNumberLength} characters or its exponent than nine digits; round it.";
            default:
                return null;
        }
    }

    private static string? InArray(JsonElement array, PointerStack path, int depth)
    {
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            path.Push(index++);
            if (FindMessage(item, path, depth + 1) is { } message) return message;
            path.Pop();
        }
        return null;
    }

    private static string? InObject(JsonElement instance, PointerStack path, int depth)
    {
        var names = new HashSet<string>();
        foreach (var property in instance.EnumerateObject())
        {
            if (!TryReadName(property, out var name))
                return "A property name is not valid Unicode; replace broken bytes and unpaired surrogates.";
            path.Push(name);
            if (!names.Add(name)) return "The property occurs more than once in its object; keep one.";
            if (FindMessage(property.Value, path, depth + 1) is { } message) return message;
            path.Pop();
        }
        return null;
    }

    private static bool TryReadName(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException) // how System.Text.Json says that the bytes are no valid text; it has no Try form
        {
            name = "";
            return false;
        }
    }

    private static bool IsReadable(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException) // as in TryReadName
        {
            return false;
        }
    }
}
