using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Atomic.Core.Explanations;

/// <summary>The wire form of explanations: camel case, nulls left out, generated at build time; its JSON Schema is <see cref="ExplanationSchema"/>.</summary>
[JsonSerializable(typeof(Explanation))]
public sealed partial class ExplanationJson : JsonSerializerContext
{
    /// <summary>On one line.</summary>
    public static ExplanationJson Compact { get; } = new(Form(indented: false));

    /// <summary>Indented, for people.</summary>
    public static ExplanationJson Indented { get; } = new(Form(indented: true));

    /// <summary>The explanation as JSON text.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="indented">Whether it is for people.</param>
    public static string Write(Explanation explanation, bool indented = false) =>
        JsonSerializer.Serialize(explanation, (indented ? Indented : Compact).Explanation);

    private static JsonSerializerOptions Form(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = indented,
        IndentSize = 2,
        NewLine = "\n",
        // λ and × are written as themselves; what HTML could take for markup is still escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        // An input may be as deep as JSON allows by default, and lies below the explanation's own levels.
        MaxDepth = 128,
    };
}
