using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Providers.Specialists;

/// <summary>
/// What a specialist would answer, and what it rests on. The output schema says which specialist: one that names the properties of an object asks for their values, any other for a label. For a bid
/// and for the execution alike.
/// </summary>
/// <param name="Assessment">The answer's evidence.</param>
/// <param name="Fields">Where its fields come from; null for a label.</param>
internal sealed record SpecialistAnswer(Assessment Assessment, IReadOnlyList<FieldGuess>? Fields)
{
    /// <summary>What the specialist makes of a microtask; null where it has learned nothing of the kind.</summary>
    /// <param name="rooms">The specialists.</param>
    /// <param name="scope">Under what is kept what is learned of the kind.</param>
    /// <param name="payload">The microtask's payload.</param>
    public static SpecialistAnswer? Find(SpecialistRooms rooms, string scope, MicrotaskPayload payload)
    {
        var text = InputText.Of(payload.Input);
        if (payload.OutputSchema is { } schema && AnswerFields.NamedBy(schema) is { Count: > 0 } named)
            return rooms.Extract(scope, text, named) is { } reading ? new SpecialistAnswer(reading.Assessment, reading.Fields) : null;
        return rooms.Assess(scope, text) is { Guess.Label: not null } assessment ? new SpecialistAnswer(assessment, null) : null;
    }

    /// <summary>The answer's text; null where the schema forbids it, or a field has no value to give.</summary>
    /// <param name="outputSchema">The output schema; null: text is free.</param>
    public string? TextUnder(JsonElement? outputSchema)
    {
        if (Fields is null) return Assessment.Guess.Label is { } label ? LabelAnswer.Of(label, outputSchema) : null;
        return Fields.Any(static field => field.Gap is not null) ? null : ObjectAnswer.Of(Fields, outputSchema);
    }

    /// <summary>Where the fields come from, for the bid's evidence; null for a label.</summary>
    public IReadOnlyList<FieldEvidence>? Evidence() => Fields is null ? null :
    [
        .. Fields.Select(static field => new FieldEvidence(field.Field, field.Confidence)
        {
            Start = field.Start,
            Length = field.Length,
            Form = field.Form is { } form ? JsonNamingPolicy.KebabCaseLower.ConvertName(form.ToString()) : null,
            IsAbsent = field.IsAbsent,
        }),
    ];
}
