using System.Globalization;
using System.Text.Json;
using Atomic.Core.Repairs;

namespace Atomic.Core.Extraction;

/// <summary>The value of a field as the label of a class: a letter for its kind, then its text.</summary>
internal static class ClassLabel
{
    /// <summary>The class of texts in which the field is not.</summary>
    public const string Absent = "absent";

    /// <summary>Whether a label is one that a field's classes can have learned.</summary>
    public static bool IsOne(string label) => label is Absent or "t" or "f"
        || (label[0] == 's' && UnicodeText.IsWhole(label))
        || (label[0] == 'n' && decimal.TryParse(label.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && FieldValue.OfNumber(number).Text == label[1..]);

    /// <summary>The label of a value; null: the answer leaves the field out.</summary>
    public static string Of(FieldValue? value) => value switch
    {
        null or { Kind: JsonValueKind.Null } => Absent,
        { Kind: JsonValueKind.String } text => $"s{text.Text}",
        { Kind: JsonValueKind.Number } number => $"n{number.Text}",
        { Kind: JsonValueKind.True } => "t",
        _ => "f",
    };

    /// <summary>The value of a label that <see cref="IsOne"/>, other than <see cref="Absent"/>.</summary>
    public static FieldValue ValueOf(string label) => label[0] switch
    {
        's' => FieldValue.OfText(label[1..]),
        'n' => new FieldValue(JsonValueKind.Number, label[1..]),
        't' => new FieldValue(JsonValueKind.True, ""),
        _ => new FieldValue(JsonValueKind.False, ""),
    };
}
