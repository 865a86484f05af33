using System.Text.Json;
using Atomic.Core.Contexts;

namespace Atomic.Orchestration.Ports;

/// <summary>What was measured of an example as stores keep it.</summary>
public static class ExampleMeasures
{
    /// <summary>The text; null where nothing was.</summary>
    /// <param name="measured">What was measured.</param>
    public static string? Write(MeasuredInput? measured) => measured is null ? null : JsonSerializer.Serialize(measured, OrchestrationJson.Default.MeasuredInput);

    /// <summary>What a text says; null where nothing was measured.</summary>
    /// <param name="text">The text.</param>
    public static MeasuredInput? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, OrchestrationJson.Default.MeasuredInput);
}
