using Atomic.Core.Markets;
using Atomic.Core.Microtasks;

namespace Atomic.Providers.Configuration;

/// <summary>Which bidders the market's prompt variants make.</summary>
internal static class VariantBidders
{
    /// <summary>The id under which a bidder bids with a variant.</summary>
    /// <param name="bidderId">The bidder's id.</param>
    /// <param name="name">The variant's name.</param>
    public static string IdOf(string bidderId, string name) => $"{bidderId}{PromptVariant.Separator}{name}";

    /// <summary>The configured bidders, each followed by its variants in the order of the configuration.</summary>
    /// <param name="options">The market.</param>
    public static IEnumerable<BidderOptions> Of(MarketOptions options) =>
        options.Bidders.SelectMany(bidder => options.Variants.Where(variant => IsFor(variant, bidder)).Select(bidder.With).Prepend(bidder));

    /// <summary>Whether the variant is for that bidder.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="bidder">The bidder, as configured.</param>
    public static bool IsFor(VariantOptions variant, BidderOptions bidder) => variant.Bidders.Count > 0
        ? variant.Bidders.Contains(bidder.Id, StringComparer.Ordinal)
        : Answers(bidder) && (variant.Kinds.Count == 0 || KindsOf(variant, bidder).Count > 0);

    /// <summary>The kinds that the bidder does with the variant; empty: every kind, or none where the variant names kinds.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="bidder">The bidder, as configured.</param>
    public static List<string> KindsOf(VariantOptions variant, BidderOptions bidder)
    {
        if (variant.Kinds.Count == 0) return [.. bidder.Kinds];
        return bidder.Kinds.Count == 0 ? [.. variant.Kinds] : [.. variant.Kinds.Intersect(bidder.Kinds, StringComparer.Ordinal)];
    }

    /// <summary>Whether the bidder answers, and so has a prompt.</summary>
    /// <param name="bidder">The bidder, as configured.</param>
    public static bool Answers(BidderOptions bidder) => !ConfiguredName.TryParse<Operation>(bidder.Operation, out var operation) || operation == Operation.Chat;
}
