using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>Tells where the fields of an answer come from.</summary>
internal static class FieldPhrases
{
    /// <summary>" Of the answer, /total is characters 120 to 127 of the input as point-number (98.1%), /paid is told by the input as a whole (97%)…"; nothing where the answer has no fields.</summary>
    /// <param name="evidence">The evidence of the bid.</param>
    public static string Of(BidEvidence evidence) => evidence.Fields is not { Count: > 0 } fields ? ""
        : $" Of the answer, {Prose.List([.. fields.Select(Of)])}.";

    private static string Of(FieldEvidence field) => $"{field.Field} {Place(field)} ({Phrases.Probability(field.Confidence)})";

    private static string Place(FieldEvidence field) => field switch
    {
        { IsAbsent: true } => "is not found in the input",
        { Start: { } start, Length: { } length } => $"is characters {start} to {start + length} of the input{(field.Form is { } form and not "verbatim" ? $" as {form}" : "")}",
        _ => "is told by the input as a whole",
    };
}
