using Atomic.Core.Bids;
using Atomic.Core.Markets;

namespace Atomic.Core.Explanations;

/// <summary>Tells what was done to know what the input means, before the bids.</summary>
internal static class EmbeddingExplained
{
    /// <summary>What was done; null where nothing was to be.</summary>
    /// <param name="source">The record.</param>
    public static ExplainedEmbedding? Of(ExplanationSource source) => source.Record.Book?.Embedding is not { } embedding ? null : new ExplainedEmbedding
    {
        BidderId = embedding.BidderId,
        Model = embedding.Model,
        Region = embedding.Region,
        Embedded = embedding.Missing is null,
        Missing = embedding.Missing,
        WasSent = embedding.WasSent,
        InputTokens = embedding.WasSent ? embedding.InputTokens : null,
        CostUsd = Finite.OrNull(embedding.CostUsd),
        CostIsEstimated = embedding.CostIsEstimated,
        LatencySeconds = embedding.WasSent ? Finite.OrNull(embedding.LatencySeconds) : null,
        Sentence = Sentence(embedding),
    };

    /// <summary>Who saw the input for it, and by what right; null where it was sent to nobody.</summary>
    /// <param name="source">The record.</param>
    public static Disclosure? Seen(ExplanationSource source)
    {
        if (source.Record.Book?.Embedding is not { WasSent: true } embedding) return null;
        var bidder = FactsOf(source, embedding);
        return new Disclosure(
            embedding.BidderId, embedding.Model, embedding.Region, null, DisclosuresExplained.Permitted(source.Policy, embedding.BidderId, bidder),
            $"It embedded the input before the bids. {DisclosuresExplained.Right(source.Policy, embedding.BidderId, bidder)}");
    }

    // The host's own generator is no bidder of the market: its region is as the record has it, and tags it has none that could be checked.
    private static Bidder? FactsOf(ExplanationSource source, EmbeddingEvidence embedding) => source.BidderOf(embedding.BidderId) is { } bidder
        ? bidder with { Region = embedding.Region }
        : source.Policy.RequireTags.Count > 0 ? null : new Bidder { Id = embedding.BidderId, Model = embedding.Model, Source = BidderSource.OpenAiCompatible, Region = embedding.Region, Price = TokenPrice.Free };

    private static string Sentence(EmbeddingEvidence embedding)
    {
        var who = $"{embedding.BidderId} (model {embedding.Model}, region {embedding.Region})";
        if (embedding.Missing is { } reason && !embedding.WasSent)
            return $"The input was not embedded by {who}, so that the bids went by its words alone. {Prose.Sentence(reason)}";
        var cost = $"{Figures.Duration(embedding.LatencySeconds)} and {(embedding.CostIsEstimated ? "an estimated " : "")}{Figures.Usd(embedding.CostUsd)}";
        return embedding.Missing is { } failure
            ? $"The input was sent to {who} to be embedded before the bids, which took {cost} and gave nothing, so that they went by its words alone. {Prose.Sentence(failure)}"
            : $"Before the bids the input was embedded by {who}, which took {cost} for {Prose.Many(embedding.InputTokens, "token")}: they go by what it means beside its words, as far as that was learned.";
    }
}
