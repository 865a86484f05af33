namespace Atomic.Providers.Configuration;

/// <summary>The configured market: where models are served, and which of them bid. Bound from <c>Atomic:Market</c> by <see cref="MarketOptionsReader"/>.</summary>
public sealed class MarketOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Atomic:Market";

    /// <summary>The endpoints by name; a name is 1 to 64 characters of <c>a-z A-Z 0-9 - _ .</c>. Default: none.</summary>
    public Dictionary<string, EndpointOptions> Endpoints { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The bidders that are served by the endpoints. Default: none.</summary>
    public List<BidderOptions> Bidders { get; set; } = [];

    /// <summary>Other prompts for those bidders, which bid beside them. Default: none.</summary>
    public List<VariantOptions> Variants { get; set; } = [];

    /// <summary>Who embeds inputs before the bids. Default null: nobody.</summary>
    public InputEmbeddingOptions? Embeddings { get; set; }

    /// <summary>
    /// Whether calls emit OpenTelemetry GenAI spans and metrics and forward the trace context to the endpoints. Default null: only where the host exports
    /// telemetry, because a span costs about as much as the rest of the call. Prompts and answers are no part of it unless the host records payloads.
    /// </summary>
    public bool? Telemetry { get; set; }
}
