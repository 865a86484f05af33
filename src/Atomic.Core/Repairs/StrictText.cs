using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>Reads text as JSON by the letter of RFC 8259.</summary>
internal static class StrictText
{
    // Deeper than any answer may be, so that one that is too deep is told so and not that it is no JSON. Reading does not recurse.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1_000_000 };

    /// <summary>The value; null where the text is no JSON.</summary>
    /// <param name="text">Text in which <see cref="UnicodeText"/> finds no fault, not longer than <see cref="SchemaLimits.MaxInstanceBytes"/>.</param>
    public static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException) // an expected answer here; there is no Try form
        {
            return null;
        }
    }
}
