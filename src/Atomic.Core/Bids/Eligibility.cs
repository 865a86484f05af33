using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;

namespace Atomic.Core.Bids;

/// <summary>
/// Whether a bidder may be asked at all. It depends on configuration and policy alone, so whoever may not see the data is never sent it.
/// </summary>
public static class Eligibility
{
    /// <summary>
    /// Why the bidder is not asked, or null where it may be. The first reason counts, in the order operation, kind, output schema, allow and deny lists, region,
    /// tags, demonstrations, input length. All names are compared ordinally.
    /// </summary>
    /// <param name="bidder">The bidder.</param>
    /// <param name="kind">The microtask's kind.</param>
    /// <param name="policy">The microtask's policy.</param>
    /// <param name="inputTokens">The input's length in tokens.</param>
    /// <param name="operation">What is to be done with the input.</param>
    /// <param name="hasOutputSchema">Whether the answer is held to an output schema.</param>
    public static NoBid? Check(Bidder bidder, string kind, Policy policy, int inputTokens, Operation operation = Operation.Chat, bool hasOutputSchema = false)
    {
        if (bidder.Operation != operation)
            return new NoBid(bidder.Id, NoBidReason.WrongOperation, operation == Operation.Chat ? "It makes embeddings; an answer is asked for." : "It answers; embeddings are asked for.");
        if (!bidder.Does(kind))
            return new NoBid(bidder.Id, NoBidReason.WrongKind, $"It does {string.Join(", ", bidder.Kinds)}, not {kind}.");
        if (hasOutputSchema && bidder.NoStructuredOutput)
            return new NoBid(bidder.Id, NoBidReason.NoStructuredOutput, "It does not answer in JSON, and the microtask has an output schema.");
        if (CheckData(bidder, policy.Regions, policy.RequireTags, policy.Allow, policy.Deny) is { } forbidden)
            return forbidden;
        if (policy.Demonstrations is false && bidder.Prompt?.Demonstrations is not null)
            return new NoBid(bidder.Id, NoBidReason.NotAllowed, "It shows models verified examples of other microtasks; the policy allows no demonstrations.");
        return inputTokens > bidder.MaxInputTokens
            ? new NoBid(bidder.Id, NoBidReason.InputTooLong, $"The input has {inputTokens} tokens; it takes {bidder.MaxInputTokens} at most.")
            : null;
    }

    /// <summary>Why the bidder may not see data, or null where it may: by lists, region and tags, in that order. A deny list that names the base of a prompt variant denies it too.</summary>
    /// <param name="bidder">The bidder.</param>
    /// <param name="regions">Regions that may; empty: any.</param>
    /// <param name="requireTags">Tags that it must have; empty: any.</param>
    /// <param name="allow">Bidders that may; empty: any.</param>
    /// <param name="deny">Bidders that may not.</param>
    public static NoBid? CheckData(Bidder bidder, IReadOnlyList<string> regions, IReadOnlyList<string> requireTags, IReadOnlyList<string> allow, IReadOnlyList<string> deny) =>
        CheckLists(bidder.Id, bidder.Prompt?.Of, allow, deny) ?? CheckPlace(bidder, regions, requireTags);

    /// <summary>Why lists do not let a bidder be asked, or null where they do; also for bidders of which no more than the record has is known.</summary>
    /// <param name="bidderId">The bidder's id.</param>
    /// <param name="baseId">Of whom it is a prompt variant; null: of nobody.</param>
    /// <param name="allow">Bidders that may; empty: any.</param>
    /// <param name="deny">Bidders that may not.</param>
    public static NoBid? CheckLists(string bidderId, string? baseId, IReadOnlyList<string> allow, IReadOnlyList<string> deny)
    {
        if (Has(deny, bidderId))
            return new NoBid(bidderId, NoBidReason.NotAllowed, "The policy's deny list names it.");
        if (baseId is not null && Has(deny, baseId))
            return new NoBid(bidderId, NoBidReason.NotAllowed, $"The policy's deny list names {baseId}, whose deployment it shares.");
        return allow.Count > 0 && !Has(allow, bidderId)
            ? new NoBid(bidderId, NoBidReason.NotAllowed, "The policy's allow list does not name it.")
            : null;
    }

    private static NoBid? CheckPlace(Bidder bidder, IReadOnlyList<string> regions, IReadOnlyList<string> requireTags)
    {
        if (regions.Count > 0 && !Has(regions, bidder.Region))
            return new NoBid(bidder.Id, NoBidReason.WrongRegion, $"It processes data in {bidder.Region}; the policy allows {string.Join(", ", regions)}.");
        for (var i = 0; i < requireTags.Count; i++)
        {
            if (!Has(bidder.Tags, requireTags[i])) return new NoBid(bidder.Id, NoBidReason.MissingTag, $"It lacks the tag {requireTags[i]} that the policy requires.");
        }

        return null;
    }

    private static bool Has(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.Ordinal);
}
