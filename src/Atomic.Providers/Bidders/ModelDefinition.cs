using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;

namespace Atomic.Providers.Bidders;

/// <summary>What a configured bidder is to the market.</summary>
internal static class ModelDefinition
{
    /// <summary>The bidder.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="endpoint">Its endpoint.</param>
    public static Bidder Of(BidderOptions options, ModelEndpoint endpoint)
    {
        var operation = ConfiguredName.Parse<Operation>(options.Operation);
        return new Bidder
        {
            Id = options.Id,
            Model = options.Model,
            Source = endpoint.Source,
            Operation = operation,
            Region = endpoint.Region,
            Tags = [.. endpoint.Tags.Concat(options.Tags).Distinct(StringComparer.Ordinal)],
            Kinds = [.. options.Kinds],
            Prompt = PromptOf(options),
            Price = new TokenPrice(options.Price.InputUsdPerMTok ?? 0, options.Price.OutputUsdPerMTok ?? 0, options.Price.RequestUsd),
            Prior = options.Prior,
            NoStructuredOutput = ConfiguredName.Parse<StructuredOutput>(options.StructuredOutput) == StructuredOutput.None,
            MaxInputTokens = options.MaxInputTokens,
            MaxOutputTokens = operation == Operation.Embeddings ? 0 : options.MaxOutputTokens,
        };
    }

    private static PromptVariant? PromptOf(BidderOptions options) => options is { Instructions: null, Variant: null }
        ? null
        : new PromptVariant
        {
            Of = options.VariantOf,
            Name = options.Variant?.Name,
            TextHash = options.Instructions is { } text ? PromptVariant.HashOf(text) : null,
            Demonstrations = options.Variant?.Demonstrations?.Count,
        };
}
