namespace Atomic.Providers.Configuration;

/// <summary>The host's own embedding generator, as policies and records see it: <c>Atomic:Market:Embeddings:Host</c>.</summary>
public sealed class HostEmbedderOptions
{
    /// <summary>Its id in policies and records, no bidder's; 1 to 64 characters of <c>a-z A-Z 0-9 - _ . : /</c>. Default <c>host-embedder</c>.</summary>
    public string Id { get; set; } = "host-embedder";

    /// <summary>Its model, 1 to 256 characters; required. What is learned belongs to it: under another name it is learned anew.</summary>
    public string Model { get; set; } = "";

    /// <summary>The region in which it processes data, as policies name it. Default <c>unspecified</c>; at most 64 characters.</summary>
    public string Region { get; set; } = "unspecified";

    /// <summary>Its tags. Default: none.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>The kinds whose inputs it embeds. Default: every kind.</summary>
    public List<string> Kinds { get; set; } = [];

    /// <summary>Its entry in the price book; <see cref="PriceOptions.InputUsdPerMTok"/> is required, 0 where it costs nothing.</summary>
    public PriceOptions Price { get; set; } = new();

    /// <summary>The most tokens that it takes, 1 to 10,000,000. Default 8,192.</summary>
    public int MaxInputTokens { get; set; } = 8_192;
}
