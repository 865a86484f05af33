using Atomic.Core.Bids;
using Atomic.Core.Decisions;
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
        { Of: { } of, Name: { } name } => $"prompt variant {name} of {of}{Text(prompt.TextHash)}",
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
    }

    private static string Text(string? hash) => hash is null ? "" : $", text sha256 {(hash.Length > ShownDigits ? $"{hash[..ShownDigits]}…" : hash)}";
}
