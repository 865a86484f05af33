using Atomic.Core.Markets;

namespace Atomic.Orchestration.Ports;

/// <summary>The market with what can be asked of its bidders.</summary>
public interface IMarketplace
{
    /// <summary>The configured bidders and the price book.</summary>
    Market Market { get; }

    /// <summary>The bidder of that id, or null.</summary>
    /// <param name="bidderId">The id.</param>
    IBidder? Find(string bidderId);

    /// <summary>Who tells what inputs mean before the bids; null: nobody, and bids go by words alone.</summary>
    IInputEmbedder? Embedder => null;

    /// <summary>How many tokens the payload's prompt has, by the tokenizer of the house.</summary>
    /// <param name="payload">What a bidder sees.</param>
    int CountInputTokens(Microtasks.MicrotaskPayload payload);
}
