using Atomic.Core.Markets;

namespace Atomic.Providers.Configuration;

/// <summary>One bidder: a model at an endpoint, with a prompt of its own where it has one: <c>Atomic:Market:Bidders:N</c>.</summary>
public sealed class BidderOptions
{
    /// <summary>Id, unique in the market; 1 to 64 characters of <c>a-z A-Z 0-9 - _ . : /</c>; required.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name of its endpoint; required.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The model as the endpoint knows it, on Azure the deployment; 1 to 256 characters; required.</summary>
    public string Model { get; set; } = "";

    /// <summary>
    /// The bidder's own prompt in place of the microtask's instructions, where <c>{instructions}</c> stands for those; at most 32,768 characters.
    /// Default: none, and then the microtask's instructions are the prompt.
    /// </summary>
    public string? Instructions { get; set; }

    /// <summary>The kinds that it does. Default: every kind.</summary>
    public List<string> Kinds { get; set; } = [];

    /// <summary>Its entry in the price book; required, with zeros where it costs nothing.</summary>
    public PriceOptions Price { get; set; } = new();

    /// <summary>What is believed of it before anything was observed. Defaults: see <see cref="BidderPrior"/>.</summary>
    public BidderPrior Prior { get; set; } = new();

    /// <summary>The most input tokens that it takes, 1 to 10,000,000. Default 128,000.</summary>
    public int MaxInputTokens { get; set; } = 128_000;

    /// <summary><c>chat</c> (default): it answers; <c>embeddings</c>: it turns texts into vectors, and its output has no price.</summary>
    public string Operation { get; set; } = "chat";

    /// <summary>
    /// The most output tokens that it is asked for, 1 to 1,000,000. Default 1,024. A caller of the OpenAI protocol may ask for fewer, and of several
    /// choices each has as many.
    /// </summary>
    public int MaxOutputTokens { get; set; } = 1_024;

    /// <summary>Sampling temperature, 0 to 2. Default 0. A caller of the OpenAI protocol has the temperature that it names, or else the model's own default.</summary>
    public double Temperature { get; set; }

    /// <summary>Whether no temperature is sent, for models that refuse one. Default false. It does not bid where a caller asks for one other than 1.</summary>
    public bool OmitTemperature { get; set; }

    /// <summary>
    /// How an output schema is asked for: <c>strict</c> (default) sends it as <c>response_format</c>, for servers that constrain the answer;
    /// <c>prompt</c> writes it into the prompt; <c>none</c> is for models that do not answer in JSON, which are then not asked under an output schema.
    /// </summary>
    public string StructuredOutput { get; set; } = "strict";

    /// <summary>Whether it calls tools where a request offers some; else it does not bid for such a request. Default true.</summary>
    public bool Tools { get; set; } = true;

    /// <summary>
    /// Whether it sees images, and whatever else in a message is no text; else it does not bid for a request that has some. Default false, since a model
    /// that does not see refuses the request, or worse, answers.
    /// </summary>
    public bool Vision { get; set; }

    /// <summary>The most choices (<c>n</c>) that it gives, 1 to 128; 1 for servers that give one whatever is asked for. Default 128.</summary>
    public int MaxChoices { get; set; } = 128;

    /// <summary>The most calls at once, 1 to 10,000. Beyond it does not bid, and a call waits up to two seconds for room. Default: no bound.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>The most requests in any 60 seconds, retries included, 1 to 10,000,000; likewise. Default: no bound.</summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>
    /// The most tokens, in and out, of the requests in any 60 seconds, 1 to 2,000,000,000; likewise. A request counts as many as are expected of it until it
    /// has ended. Default: no bound.
    /// </summary>
    public int? TokensPerMinute { get; set; }

    /// <summary>Tags beside those of the endpoint. Default: none.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>The variant by which it was made of another bidder; null for a configured one.</summary>
    internal VariantOptions? Variant { get; private set; }

    /// <summary>The id of that other bidder; null for a configured one.</summary>
    internal string? VariantOf { get; private set; }

    /// <summary>This bidder with another prompt: a bidder of its own with the same deployment, prices and limits.</summary>
    /// <param name="variant">The variant.</param>
    internal BidderOptions With(VariantOptions variant)
    {
        var other = (BidderOptions)MemberwiseClone();
        other.Id = VariantBidders.IdOf(Id, variant.Name);
        other.Kinds = VariantBidders.KindsOf(variant, this);
        other.Instructions = variant.Instructions ?? Instructions;
        (other.Variant, other.VariantOf) = (variant, Id);
        return other;
    }
}
