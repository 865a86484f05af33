using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>What came of reading an answer under its output schema.</summary>
public sealed record AnswerReading
{
    /// <summary>The answer, which meets the schema; null where none was found that does.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>What was mended, by the names of <see cref="RepairNames"/> in their order; empty where nothing was, or the answer is refused.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>Whether JSON was found at all.</summary>
    public bool IsJson { get; init; }

    /// <summary>What is wrong with a refused answer; empty where there is an <see cref="Output"/>.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; init; } = [];
}
