using Atomic.Core.Decisions;
using Atomic.Core.Explanations;

namespace Atomic.Http.Microtasks;

/// <summary>The forms in which an explanation can be had.</summary>
internal static class ExplanationForm
{
    /// <summary>Structured data, by the published JSON Schema.</summary>
    public const string Json = "application/json";

    /// <summary>Text for people.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A page for people.</summary>
    public const string Html = "text/html";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [Json, Markdown, Html];

    /// <summary>Explains a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mediaType">One of <see cref="MediaTypes"/>.</param>
    public static string Write(DecisionRecord record, string mediaType)
    {
        var explanation = Explanation.Of(record);
        return mediaType switch
        {
            Markdown => ExplanationMarkdown.Write(explanation),
            Html => ExplanationHtml.Write(explanation),
            _ => ExplanationJson.Write(explanation),
        };
    }
}
