using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Bidders;
using Atomic.Providers.Configuration;
using Atomic.Providers.Specialists;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Providers.Embedders;

/// <summary>Finds who embeds inputs.</summary>
internal static class InputEmbedders
{
    /// <summary>The embedder; null where none is configured, or nothing would be learned from it.</summary>
    /// <param name="options">The market; it passed its check.</param>
    /// <param name="provider">The host's services.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidMarket"/>: the host's own generator is described, but not registered, and no bidder stands in for it.</exception>
    public static IInputEmbedder? Of(MarketOptions options, IServiceProvider provider)
    {
        if (options.Embeddings is not { } embeddings || !IsOfUse(provider))
            return null;
        return new InputEmbedder(
            SourceOf(embeddings, provider), embeddings, provider.GetRequiredService<TokenCounter>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<InputEmbedder>>() ?? NullLogger<InputEmbedder>.Instance);
    }

    // An input is sent to nobody for nothing.
    private static bool IsOfUse(IServiceProvider provider) =>
        provider.GetService<SpecialistOptions>() is not { ContextualBids: false } || provider.GetRequiredService<DemonstrationKinds>() is not { IsEmpty: true };

    private static IEmbeddingSource SourceOf(InputEmbeddingOptions options, IServiceProvider provider)
    {
        if (options.Host is { } host && provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>() is { } generator)
            return new HostEmbeddings(host, generator, provider.GetRequiredService<TimeProvider>());
        if (options.Bidder is { Length: > 0 } id)
            return new BidderEmbeddings(provider.GetRequiredService<ModelBidders>().Bidders.First(bidder => bidder.Definition.Id == id));
        throw new AtomicException(
            ErrorCodes.InvalidMarket,
            $"{MarketOptions.Section}:Embeddings:Host describes an embedding generator, but the host has registered none; register an IEmbeddingGenerator<string, Embedding<float>>, or name a Bidder.");
    }
}
