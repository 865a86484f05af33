using System.Text.Json;
using Atomic.Core.Demonstrations;
using Atomic.Core.Json;

namespace Atomic.Orchestration.Ports;

/// <summary>What makes an example one that may be shown, as stores keep it.</summary>
public static class ExampleSources
{
    /// <summary>The text; null where the example may not be shown.</summary>
    /// <param name="source">Where it comes from.</param>
    public static string? Write(DemonstrationSource? source) => source is null ? null : JsonSerializer.Serialize(source, CoreJson.Default.DemonstrationSource);

    /// <summary>What a text says; null where the example may not be shown.</summary>
    /// <param name="text">The text.</param>
    public static DemonstrationSource? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, CoreJson.Default.DemonstrationSource);
}
