using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Atomic.Core.Explanations;

/// <summary>
/// Text of others made visible: control characters as their pictures, and the characters that turn the direction of writing
/// as their code points, so that what a reader sees is what a model was sent.
/// </summary>
internal static class VisibleText
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The writers of Markdown and HTML escape what they are given.
        MaxDepth = 1_000,
    };

    /// <summary>The text with LF line ends and nothing invisible.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' or '\t' => visible.Append((char)rune.Value),
                < 0x20 => visible.Append((char)(0x2400 + rune.Value)),
                0x7F => visible.Append('\u2421'),
                (>= 0x80 and <= 0x9F) or 0x200B or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF or 0xFFFE or 0xFFFF
                    => visible.Append($"[U+{rune.Value:X4}]"),
                _ => visible.Append(rune),
            };
        }

        return visible.ToString();
    }

    /// <summary>The text on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text) => Of(text).Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>A JSON value for reading: a string as its text, anything else indented.</summary>
    /// <param name="element">The value.</param>
    public static string Of(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String)
        {
            try
            {
                return Of(element.GetString()!);
            }
            catch (InvalidOperationException)
            {
                return Of(element.GetRawText()); // A lone surrogate, which is no text; its escape is.
            }
        }

        try
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Indented)) element.WriteTo(writer);
            return Of(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        }
        catch (InvalidOperationException)
        {
            return Of(element.GetRawText());
        }
    }
}
