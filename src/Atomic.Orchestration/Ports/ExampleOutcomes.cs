using System.Text.Json;
using Atomic.Core.Contexts;

namespace Atomic.Orchestration.Ports;

/// <summary>The outcomes of an example as stores keep them.</summary>
public static class ExampleOutcomes
{
    /// <summary>The text; null where there are none.</summary>
    /// <param name="outcomes">The outcomes.</param>
    public static string? Write(IReadOnlyList<ContextOutcome> outcomes) =>
        outcomes.Count == 0 ? null : JsonSerializer.Serialize(outcomes, OrchestrationJson.Default.IReadOnlyListContextOutcome);

    /// <summary>The outcomes of a text.</summary>
    /// <param name="text">The text; null: there are none.</param>
    public static IReadOnlyList<ContextOutcome> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, OrchestrationJson.Default.IReadOnlyListContextOutcome) ?? [];
}
