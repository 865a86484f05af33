using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Atomic.Providers.Chat;

/// <summary>Reads JSON that an endpoint sent, without believing any of it.</summary>
internal static class AnswerJson
{
    /// <summary>Figures of usage above that are taken for errors, and so for not reported.</summary>
    public const int MostTokens = 100_000_000;

    private const int LongestModelName = 256;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The JSON value that the bytes are; a byte order mark before it is skipped.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="value">The value, which stands for itself.</param>
    /// <returns>False where they are no JSON, no UTF-8, or have strings with half a character.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonElement value)
    {
        value = default;
        if (utf8.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        if (!Utf8.IsValid(utf8))
            return false;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            value = JsonElement.ParseValue(ref reader);

            // Half a surrogate pair in an escape is valid JSON, and nothing that could be passed on: writing it finds it.
            if (utf8.IndexOf("\\u"u8) >= 0)
            {
                using var json = new Utf8JsonWriter(Stream.Null);
                value.WriteTo(json);
            }

            return !reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A member of an object; null where there is none, or JSON's null.</summary>
    /// <param name="element">The object; anything else has no members.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } && element.Value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A member that is a string; null otherwise.</summary>
    /// <param name="element">The object; anything else has no members.</param>
    /// <param name="name">The member's name.</param>
    public static string? Text(JsonElement? element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that is an integer; null otherwise.</summary>
    /// <param name="element">The object; anything else has no members.</param>
    /// <param name="name">The member's name.</param>
    public static long? Integer(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var integer) ? integer : null;

    /// <summary>A count of tokens as billed; null where there is none, or none that can be.</summary>
    /// <param name="usage">The answer's usage.</param>
    /// <param name="name">The count's name.</param>
    public static int? Tokens(JsonElement? usage, string name) => Integer(usage, name) is >= 0 and <= MostTokens and var tokens ? (int)tokens : null;

    /// <summary>The model that the answer says it is of; null where it does not, or says too much.</summary>
    /// <param name="answer">The answer.</param>
    public static string? Model(JsonElement answer) => Text(answer, "model") is { Length: > 0 and <= LongestModelName } model ? model : null;

    /// <summary>Whether the member is there and has something in it: no null, no empty string, array or object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="member">The member.</param>
    public static bool TryGetFilled(JsonElement? element, string name, [NotNullWhen(true)] out JsonElement? member)
    {
        member = Member(element, name);
        return member is { } found && found.ValueKind switch
        {
            JsonValueKind.String => !found.ValueEquals(""),
            JsonValueKind.Array => found.GetArrayLength() > 0,
            JsonValueKind.Object => found.GetPropertyCount() > 0,
            _ => true,
        };
    }
}
