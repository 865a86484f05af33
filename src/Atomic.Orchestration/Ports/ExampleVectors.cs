using System.Text.Json;
using Atomic.Core.Embeddings;

namespace Atomic.Orchestration.Ports;

/// <summary>What the text of an example means, as stores keep it.</summary>
public static class ExampleVectors
{
    /// <summary>The text; null where that is not known.</summary>
    /// <param name="vector">What it means.</param>
    public static string? Write(InputVector? vector) => vector is null ? null : JsonSerializer.Serialize(vector, OrchestrationJson.Default.InputVector);

    /// <summary>What a text says; null where it is not known.</summary>
    /// <param name="text">The text.</param>
    public static InputVector? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, OrchestrationJson.Default.InputVector);
}
