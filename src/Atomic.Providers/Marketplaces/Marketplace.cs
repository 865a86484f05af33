using System.Collections.Frozen;
using Atomic.Core.Errors;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;
using Atomic.Providers.Embeddings;
using Atomic.Providers.Tokens;

namespace Atomic.Providers.Marketplaces;

/// <summary>The market with its bidders, whatever stands behind them: models, specialists, recorded ones.</summary>
public sealed class Marketplace : IMarketplace
{
    private readonly FrozenDictionary<string, IBidder> _bidders;
    private readonly TokenCounter _counter;

    /// <summary>A marketplace of those bidders.</summary>
    /// <param name="bidders">The bidders.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="embedder">Who embeds inputs before the bids; null: nobody.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidMarket"/>: two bidders share an id.</exception>
    public Marketplace(IEnumerable<IBidder> bidders, TokenCounter counter, IInputEmbedder? embedder = null)
    {
        (_counter, Embedder) = (counter, embedder);
        var byId = new Dictionary<string, IBidder>(StringComparer.Ordinal);
        foreach (var bidder in bidders)
        {
            if (!byId.TryAdd(bidder.Definition.Id, bidder))
                throw new AtomicException(ErrorCodes.InvalidMarket, $"Two bidders have the id '{bidder.Definition.Id}'; give each an id of its own.");
        }

        _bidders = byId.ToFrozenDictionary(StringComparer.Ordinal);
        Market = new Market(_bidders.Values.Select(static bidder => bidder.Definition));
    }

    /// <inheritdoc/>
    public Market Market { get; }

    /// <inheritdoc/>
    public IInputEmbedder? Embedder { get; }

    /// <inheritdoc/>
    public IBidder? Find(string bidderId) => _bidders.GetValueOrDefault(bidderId);

    /// <inheritdoc/>
    public int CountInputTokens(MicrotaskPayload payload) =>
        payload.Operation == Operation.Embeddings ? EmbeddingTokens.Count(payload, _counter) : PromptTokens.Count(payload, _counter);
}
