namespace Atomic.Core.Explanations;

/// <summary>The published JSON Schema (2020-12) of <see cref="Explanation"/>'s wire form.</summary>
public static class ExplanationSchema
{
    private static readonly Lazy<string> Text = new(static () => EmbeddedText.Read("explanation.v1.schema.json"));

    /// <summary>The schema's text.</summary>
    public static string Json => Text.Value;
}
