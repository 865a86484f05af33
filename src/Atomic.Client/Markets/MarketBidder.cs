namespace Atomic.Client.Markets;

/// <summary>A model deployment with a prompt variant, or a local specialist.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Model">The model as its endpoint knows it.</param>
/// <param name="Region">Where data is processed.</param>
/// <param name="Tags">Tags that policies may require.</param>
/// <param name="Kinds">The kinds that it does; empty: every kind.</param>
/// <param name="Price">Its prices.</param>
public sealed record MarketBidder(
    string Id, string Model, string Region, IReadOnlyList<string> Tags, IReadOnlyList<string> Kinds, MarketPrice Price)
{
    /// <summary>Its own prompt; null where it sends the caller's instructions as they are.</summary>
    public MarketPrompt? Prompt { get; init; }
}
