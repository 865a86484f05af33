using System.Text;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>Reads one field of a known type within its range, or says what is wrong with it.</summary>
public static class FieldValue
{
    /// <summary>A text of at most so many bytes in UTF-8, not blank.</summary>
    public static Problem? Text(JsonElement value, string pointer, int maxBytes, out string text)
    {
        text = "";
        if (value.ValueKind != JsonValueKind.String) return WrongType(value, pointer, "a string");
        text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text)) return Invalid(pointer, "must not be blank");
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > maxBytes ? Invalid(pointer, $"has {bytes} bytes in UTF-8; at most {maxBytes} are taken") : null;
    }

    /// <summary>A finite number within a range.</summary>
    public static Problem? Number(JsonElement value, string pointer, double min, double max, out double number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number) return WrongType(value, pointer, "a number");

        // Adding zero turns -0 into 0, so that equal policies have equal hashes.
        var inRange = value.TryGetDouble(out number) && number >= min && number <= max;
        number += 0d;
        return inRange ? null : Invalid(pointer, $"must be from {min} to {max}");
    }

    /// <summary>A whole number within a range.</summary>
    public static Problem? Integer(JsonElement value, string pointer, int min, int max, out int number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number) return WrongType(value, pointer, "a whole number");
        var inRange = value.TryGetInt32(out number) && number >= min && number <= max;
        return inRange ? null : Invalid(pointer, $"must be a whole number from {min} to {max}");
    }

    /// <summary>True or false.</summary>
    public static Problem? Boolean(JsonElement value, string pointer, out bool flag)
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : WrongType(value, pointer, "true or false");
    }

    /// <summary>An array of texts.</summary>
    public static Problem? Texts(JsonElement value, string pointer, int maxItems, int maxItemBytes, out IReadOnlyList<string> texts)
    {
        texts = [];
        if (value.ValueKind != JsonValueKind.Array) return WrongType(value, pointer, "an array of strings");
        var count = value.GetArrayLength();
        if (count > maxItems) return Invalid(pointer, $"has {count} entries; at most {maxItems} are taken");
        var list = new List<string>(count);
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item, RequestPointer.Append(pointer, list.Count), maxItemBytes, out var text) is { } problem) return problem;
            list.Add(text);
        }

        texts = list;
        return null;
    }

    /// <summary>The field has another type than it should.</summary>
    public static Problem WrongType(JsonElement value, string pointer, string expected) =>
        new(ErrorCodes.InvalidField, $"{Subject(pointer)} must be {expected}, but it is {NameOf(value.ValueKind)}.", pointer);

    /// <summary>The field has a value that is not taken.</summary>
    public static Problem Invalid(string pointer, string predicate) =>
        new(ErrorCodes.InvalidField, $"{Subject(pointer)} {predicate}.", pointer);

    /// <summary>A field that must be there is not.</summary>
    public static Problem Missing(string pointer, string name, string expected) =>
        new(ErrorCodes.InvalidField, $"\"{name}\" is missing; send {expected}.", RequestPointer.Append(pointer, name));

    /// <summary>A field that is not part of the request.</summary>
    public static Problem Unknown(string pointer, string name, IReadOnlyList<string> known) =>
        new(
            ErrorCodes.UnknownField,
            $"{RequestPointer.Quote(name)} is not a field of {(pointer.Length == 0 ? "the request" : pointer)}{NameSuggestion.Clause(name, known)}",
            RequestPointer.Append(pointer, name));

    private static string Subject(string pointer) => pointer.Length == 0 ? "The body" : pointer;

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
