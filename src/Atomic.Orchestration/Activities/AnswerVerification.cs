using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Schemas;

namespace Atomic.Orchestration.Activities;

/// <summary>Whether an answer may be passed on: it is not empty, and under an output schema it is JSON that meets it.</summary>
public static class AnswerVerification
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Verifies an answer.</summary>
    /// <param name="text">The answer as the model gave it.</param>
    /// <param name="outputSchema">The output's schema; null for free text.</param>
    /// <returns>The answer as JSON, or null where a check failed; and the checks, of which the last is the one that failed.</returns>
    public static (JsonElement? Output, IReadOnlyList<Verification> Checks) Verify(string? text, JsonElement? outputSchema)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, [new Verification("not-empty", false, "The answer is empty.")]);

        var notEmpty = new Verification("not-empty", true);
        if (outputSchema is not { } schema)
            return (JsonSerializer.SerializeToElement(text.Trim(), OrchestrationJson.Default.String), [notEmpty]);

        JsonElement output;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            output = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return (null, [notEmpty, new Verification("json", false, "The answer is not JSON, though an output schema was given.")]);
        }

        var json = new Verification("json", true);
        if (!OutputSchema.TryCompile(schema, out var compiled, out var defect))
            return (null, [notEmpty, json, new Verification("output-schema", false, $"The schema cannot be used: {defect.Message}")]);

        var violations = compiled.Validate(output);
        return violations.Count == 0
            ? (output, [notEmpty, json, new Verification("output-schema", true)])
            : (null, [notEmpty, json, new Verification("output-schema", false, $"The answer does not meet the schema at '{violations[0].InstancePointer}': {violations[0].Message}")]);
    }
}
