using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;

namespace Atomic.Core.Explanations;

/// <summary>Phrases about the prompts of bidders.</summary>
internal static class PromptPhrases
{
    private const int ShownDigits = 12;

    /// <summary>"prompt variant stepwise of small, text sha256 4f1c…"; null where the bidder sends the caller's instructions as they are.</summary>
    /// <param name="prompt">The prompt.</param>
    public static string? Of(PromptVariant? prompt) => prompt switch
    {
        null => null,
        { Of: { } of, Name: { } name } => $"prompt variant {name} of {of}{(prompt.Demonstrations is { } count ? $" with up to {count} examples" : "")}{Text(prompt.TextHash)}",
        _ => $"own prompt{Text(prompt.TextHash)}",
    };

    /// <summary>From whom a variant's prior is, as a further sentence; nothing where it is the market's configuration.</summary>
    /// <param name="evidence">The evidence of its bid.</param>
    public static string Prior(BidEvidence evidence) => evidence.PriorOf is { } of ? $" What is believed beyond that is taken from what is known of {of}, whose deployment it shares." : "";

    /// <summary>With what prompt an attempt was made.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="bid">The bid that it was made for; null where it is not known.</param>
    public static IEnumerable<string> OfAttempt(Attempt attempt, Bid? bid)
    {
        if (attempt.Prompt is not { } sent) yield break;
        yield return $"It was asked with {(sent.Variant is { } name ? $"the prompt variant {name}" : "the bidder's own prompt")}{Text(sent.TextHash)}.";
        if (bid?.Prompt is { } bidWith && bidWith.TextHash != sent.TextHash)
            yield return $"The configuration had changed since it bid{Text(bidWith.TextHash)}.";
        if (sent.Demonstrations is { } shown)
            yield return $"It was shown {(shown.Count == 1 ? "a verified example" : $"{shown.Count} verified examples")}, the most relevant last, next to the input: {Prose.List([.. shown.Select(Example)], "and")}.";
        var missing = (bid?.Demonstrations?.Count ?? 0) - (sent.Demonstrations?.Count ?? 0);
        if (missing > 0)
            yield return $"{missing} of the examples that it bid with {(missing == 1 ? "was" : "were")} not shown: verified otherwise since, or too old by then.";
    }

    // The text stands in the microtask that it comes from, for whoever may read that one.
    private static string Example(ShownDemonstration shown) =>
        $"{shown.MicrotaskId} ({(shown.Label is { } label ? $"label {label}, " : "")}{Relevance(shown)})";

    private static string Relevance(ShownDemonstration shown) => (shown.Relevance, shown.Embedding) switch
    {
        (<= 0, null) => "no word in common with the input",
        (<= 0, _) => "its meaning unlike the input's",
        (>= 1, null) => "the most relevant",
        (>= 1, { } model) => $"the nearest in meaning by {model}",
        (var share, null) => $"{Figures.Probability(share)} as relevant as the nearest",
        (var share, { } model) => $"{Figures.Probability(share)} as near in meaning as the nearest by {model}",
    };

    private static string Text(string? hash) => hash is null ? "" : $", text sha256 {(hash.Length > ShownDigits ? $"{hash[..ShownDigits]}…" : hash)}";
}
