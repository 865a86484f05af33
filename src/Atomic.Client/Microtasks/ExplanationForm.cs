namespace Atomic.Client.Microtasks;

/// <summary>In which form an explanation is had.</summary>
public enum ExplanationForm
{
    /// <summary>Text for people and assistants.</summary>
    Markdown,

    /// <summary>A page for people.</summary>
    Html,

    /// <summary>Structured data, by the schema at <c>/schemas/explanation.v1.json</c>.</summary>
    Json,
}
