namespace Atomic.Providers.Configuration;

/// <summary>
/// Who tells what inputs mean before the bids: <c>Atomic:Market:Embeddings</c>. Where the section is missing nobody does, and bids and demonstrations go by words alone.
/// </summary>
public sealed class InputEmbeddingOptions
{
    /// <summary>The id of the bidder that embeds inputs, one whose <c>Operation</c> is <c>embeddings</c>: its price, region, tags, kinds and quotas hold. Required where there is no <see cref="Host"/>.</summary>
    public string? Bidder { get; set; }

    /// <summary>
    /// What holds of the <c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c> that the host itself has registered, which then comes before <see cref="Bidder"/>. Default: none, and
    /// then a registered generator is left alone, since nothing says in which region it would see inputs.
    /// </summary>
    public HostEmbedderOptions? Host { get; set; }

    /// <summary>How long the bids wait for it in seconds, 0.01 to 30, and never longer than a tenth of what is left of the deadline. Default 0.5.</summary>
    public double TimeoutSeconds { get; set; } = 0.5;

    /// <summary>How much of an input is embedded, in UTF-16 units, 16 to 100,000, and never more than the model takes. Default 8,000.</summary>
    public int MaxCharacters { get; set; } = 8_000;
}
