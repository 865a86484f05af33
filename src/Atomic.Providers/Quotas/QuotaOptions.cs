using Atomic.Providers.Configuration;

namespace Atomic.Providers.Quotas;

/// <summary>Makes quotas of options.</summary>
internal static class QuotaOptions
{
    /// <summary>The quota of each model at an endpoint, for its bidders to share; null where there is none.</summary>
    /// <param name="endpoint">The endpoint's options.</param>
    public static Quota? OfEndpoint(EndpointOptions endpoint) => Make(
        new QuotaLimits(endpoint.MaxConcurrencyPerModel, endpoint.RequestsPerMinutePerModel, endpoint.TokensPerMinutePerModel), "its endpoint's", "PerModel");

    /// <summary>The quotas that a bidder's calls count in.</summary>
    /// <param name="bidder">The bidder's options.</param>
    /// <param name="shared">The quota that it shares; null: none.</param>
    public static IReadOnlyList<Quota> OfBidder(BidderOptions bidder, Quota? shared)
    {
        var own = Make(new QuotaLimits(bidder.MaxConcurrency, bidder.RequestsPerMinute, bidder.TokensPerMinute), "its own", "");
        return [.. new[] { own, shared }.OfType<Quota>()];
    }

    private static Quota? Make(QuotaLimits limits, string owner, string suffix) => limits.IsBounded ? new Quota(limits, owner, suffix) : null;
}
