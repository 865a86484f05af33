using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Repairs;
using Atomic.Core.Schemas;

namespace Atomic.Orchestration.Activities;

/// <summary>Whether an answer may be passed on: it is not empty, and under an output schema it is JSON that meets it, as it stands or repaired.</summary>
public static class AnswerVerification
{
    private const int MaxPointer = 200;
    private static readonly Verification NotEmpty = new("not-empty", true);
    private static readonly Verification Json = new("json", true);
    private static readonly Verification MeetsSchema = new("output-schema", true);

    /// <summary>Verifies an answer.</summary>
    /// <param name="text">The answer as the model gave it.</param>
    /// <param name="outputSchema">The output's schema; null for free text.</param>
    public static VerifiedAnswer Verify(string? text, JsonElement? outputSchema)
    {
        if (string.IsNullOrWhiteSpace(text))
            return VerifiedAnswer.Failed(new Verification("not-empty", false, "The answer is empty."));
        if (outputSchema is not { } schema)
            return VerifiedAnswer.Passed(JsonSerializer.SerializeToElement(text.Trim(), OrchestrationJson.Default.String), NotEmpty);
        if (!OutputSchema.TryCompile(schema, out var compiled, out var defect))
            return VerifiedAnswer.Failed(NotEmpty, new Verification("output-schema", false, $"The schema cannot be used: {defect.Message}"));

        var reading = AnswerReader.Read(text, compiled);
        if (reading.Output is not { } output)
            return Refused(text, reading);
        return reading.Repairs.Count == 0
            ? VerifiedAnswer.Passed(output, NotEmpty, Json, MeetsSchema)
            : new VerifiedAnswer(output, [NotEmpty, Json, new Verification("repaired", true, string.Join(", ", reading.Repairs)), MeetsSchema], reading.Repairs, null);
    }

    private static VerifiedAnswer Refused(string text, AnswerReading reading)
    {
        var first = reading.Violations[0];
        IReadOnlyList<Verification> checks = reading.IsJson
            ? [NotEmpty, Json, new Verification("output-schema", false, $"The answer does not meet the schema at '{Cut(first.InstancePointer, MaxPointer)}': {first.Message}")]
            : [NotEmpty, new Verification("json", false, first.Message)];
        var faults = reading.Violations.Take(RejectedAnswer.MaxFaults).Select(Fault);
        return new VerifiedAnswer(null, checks, [], new RejectedAnswer(Cut(text, RejectedAnswer.MaxText), [.. faults]));
    }

    private static string Fault(SchemaViolation violation) =>
        violation.InstancePointer.Length == 0 ? violation.Message : $"At {Cut(violation.InstancePointer, MaxPointer)}: {violation.Message}";

    // Between the halves of a surrogate pair nothing is cut.
    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
