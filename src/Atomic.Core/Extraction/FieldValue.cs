using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Repairs;

namespace Atomic.Core.Extraction;

/// <summary>The value of a field: a text, a number, a truth value, or null.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">The text itself; the digits of a number, without zeros that say nothing; empty otherwise.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FieldValue(JsonValueKind Kind, string Text)
{
    /// <summary>JSON's null.</summary>
    public static FieldValue Null { get; } = new(JsonValueKind.Null, "");

    /// <summary>A text.</summary>
    /// <param name="text">The text; every surrogate one of a pair.</param>
    public static FieldValue OfText(string text) => new(JsonValueKind.String, text);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static FieldValue OfNumber(decimal number) => new(JsonValueKind.Number, number.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <summary>A value of an answer; null where it is none that fields can have (an object, an array, half of a surrogate pair).</summary>
    /// <param name="value">The value.</param>
    public static FieldValue? Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return TextOf(value) is { } text && UnicodeText.IsWhole(text) ? OfText(text) : null;
            case JsonValueKind.Number:
                // A number beyond exact reading is equal to its own spelling only, and found nowhere.
                return decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? OfNumber(number) : new FieldValue(JsonValueKind.Number, value.GetRawText());
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                return new FieldValue(value.ValueKind, "");
            default:
                return null;
        }
    }

    /// <summary>Writes it as JSON.</summary>
    /// <param name="writer">Takes it.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Text);
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteBooleanValue(Kind == JsonValueKind.True);
                break;
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
