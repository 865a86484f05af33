using static Atomic.Providers.Configuration.MarketOptionsCheck;

namespace Atomic.Providers.Configuration;

/// <summary>Finds everything that is wrong with the market's prompt variants.</summary>
internal static class VariantOptionsCheck
{
    /// <summary>The longest name: with a bidder's id it makes an id.</summary>
    public const int LongestName = 32;

    /// <summary>The most variants of one bidder: each of them bids, is explored, and asks for evidence of its own.</summary>
    public const int MostPerBidder = 8;

    private const int MostDemonstrations = 16;

    /// <summary>Adds the problems of all variants.</summary>
    /// <param name="options">The market.</param>
    /// <param name="problems">Where they are added.</param>
    public static void Check(MarketOptions options, List<string> problems)
    {
        for (var index = 0; index < options.Variants.Count; index++)
            CheckOne($"{MarketOptions.Section}:Variants:{index}", options, options.Variants[index], problems);
        foreach (var bidder in options.Bidders)
        {
            var count = options.Variants.Count(variant => VariantBidders.IsFor(variant, bidder));
            if (count > MostPerBidder)
                problems.Add($"{MarketOptions.Section}:Variants has {count} variants for bidder '{bidder.Id}', more than {MostPerBidder}; remove those that earn the least.");
        }

        // Ids that are used twice among the configured are told where they stand.
        var ids = options.Bidders.Select(static bidder => bidder.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var bidder in VariantBidders.Of(options).Where(static bidder => bidder.Variant is not null))
        {
            if (!ids.Add(bidder.Id))
                problems.Add($"{MarketOptions.Section}:Variants: '{bidder.Id}' is the id of two bidders; give the variant '{bidder.Variant!.Name}' another name.");
            else if (bidder.Id.Length > 64)
                problems.Add($"{MarketOptions.Section}:Variants: the id '{bidder.Id}' is longer than 64 characters; shorten the variant's name or the bidder's id.");
        }
    }

    private static void CheckOne(string path, MarketOptions options, VariantOptions variant, List<string> problems)
    {
        if (!IsName(variant.Name, LongestName, "-_.") || variant.Name.Any(char.IsAsciiLetterUpper))
            problems.Add($"{path}:Name must have 1 to {LongestName} characters of a-z 0-9 - _ . ; it is a part of ids.");
        if (variant is { Instructions: null or "", Demonstrations: null } or { Instructions: "" })
            problems.Add($"{path}:Instructions is missing; write the prompt, with {{instructions}} where the microtask's own shall stand, or give it Demonstrations.");
        else
            BidderOptionsCheck.CheckInstructions($"{path}:Instructions", variant.Instructions, problems);
        if (variant.Demonstrations is { } shown)
        {
            CheckRange($"{path}:Demonstrations:Count", shown.Count, 1, MostDemonstrations, problems);
            CheckRange($"{path}:Demonstrations:MaxTokens", shown.MaxTokens, 16, 100_000, problems);
        }

        BidderOptionsCheck.CheckKinds($"{path}:Kinds", variant.Kinds, problems);
        foreach (var id in variant.Bidders.Distinct(StringComparer.Ordinal))
            CheckBidder(path, options, variant, id, problems);
        if (variant.Bidders.Count == 0 && !options.Bidders.Exists(bidder => VariantBidders.IsFor(variant, bidder)))
            problems.Add($"{path} is for no bidder: none answers{(variant.Kinds.Count == 0 ? "" : $" and does {string.Join(", ", variant.Kinds)}")}; correct Kinds, or name Bidders.");
    }

    private static void CheckBidder(string path, MarketOptions options, VariantOptions variant, string id, List<string> problems)
    {
        if (options.Bidders.Find(bidder => bidder.Id == id) is not { } bidder)
            problems.Add($"{path}:Bidders names '{id}', which is none of {MarketOptions.Section}:Bidders; name one of: {string.Join(", ", options.Bidders.Select(static bidder => bidder.Id))}.");
        else if (!VariantBidders.Answers(bidder))
            problems.Add($"{path}:Bidders names '{id}', which makes embeddings and has no prompt; remove it.");
        else if (variant.Kinds.Count > 0 && VariantBidders.KindsOf(variant, bidder).Count == 0)
            problems.Add($"{path}:Bidders names '{id}', which does none of the variant's Kinds; correct one of them.");
    }
}
