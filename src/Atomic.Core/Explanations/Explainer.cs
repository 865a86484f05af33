using System.Text.Json;

namespace Atomic.Core.Explanations;

/// <summary>Folds a decision record into its explanation, part by part.</summary>
internal static class Explainer
{
    /// <summary>The explanation.</summary>
    /// <param name="source">The record with its look-ups.</param>
    public static Explanation Explain(ExplanationSource source)
    {
        var record = source.Record;
        var answering = source.Answering;
        return new Explanation
        {
            Summary = Summaries.Of(source),
            Microtask = Microtask(source),
            Policy = PolicySentences.Explain(source.Policy),
            MarketVersion = record.Book?.MarketVersion,
            TrackRecordVersion = record.Book?.TrackRecordVersion,
            Bids = BidsExplained.Of(source),
            Embedding = EmbeddingExplained.Of(source),
            Award = AwardExplained.Of(source),
            Counterfactuals = record is { Book: { } book, Award: { } award } ? Explanations.Counterfactuals.Of(source.Policy, book, award) : [],
            Disclosures = DisclosuresExplained.Of(source),
            Attempts = AttemptsExplained.Of(source),
            Answer = answering is null ? null : new ExplainedAnswer(answering.BidderId, answering.Step + 1, Json(answering.Output)) { Ask = answering.Ask },
            Settlement = SettlementExplained.Of(source),
            Verdict = record.Verdict,
            Feedback = record.Feedback,
            Timeline = Timelines.Of(source),
            Facts = [.. AuctionFacts.Of(source), .. ExecutionFacts.Of(source)],
        };
    }

    /// <summary>The value, or null where the element holds none.</summary>
    /// <param name="element">The element.</param>
    public static JsonElement? Json(JsonElement? element) => element is { ValueKind: not JsonValueKind.Undefined } some ? some : null;

    private static ExplainedMicrotask Microtask(ExplanationSource source)
    {
        var record = source.Record;
        return new ExplainedMicrotask
        {
            Id = record.Microtask.Id,
            Kind = record.Microtask.Kind,
            JudgeOf = record.JudgeOf,
            Status = record.Status,
            Stage = source.Stage,
            StatusDetail = record.StatusDetail,
            SubmittedAt = record.SubmittedAt,
            EndedAt = record.EndedAt,
            ElapsedSeconds = (record.EndedAt - record.SubmittedAt)?.TotalSeconds,
            CostUsd = source.CostUsd,
            Instructions = record.Microtask.Instructions,
            Input = Json(record.Microtask.Input),
            HasOutputSchema = Json(record.Microtask.OutputSchema) is not null,
            Tags = record.Microtask.Tags,
        };
    }
}
