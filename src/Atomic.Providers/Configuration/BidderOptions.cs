using Atomic.Core.Markets;

namespace Atomic.Providers.Configuration;

/// <summary>One bidder: a model at an endpoint, with a prompt variant where there is one: <c>Atomic:Market:Bidders:N</c>.</summary>
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

    /// <summary>The most output tokens that it is asked for, 1 to 1,000,000. Default 1,024.</summary>
    public int MaxOutputTokens { get; set; } = 1_024;

    /// <summary>Sampling temperature, 0 to 2. Default 0.</summary>
    public double Temperature { get; set; }

    /// <summary>Whether no temperature is sent, for models that refuse one. Default false.</summary>
    public bool OmitTemperature { get; set; }

    /// <summary>
    /// How an output schema is asked for: <c>strict</c> (default) sends it as <c>response_format</c>, for servers that constrain the answer;
    /// <c>prompt</c> writes it into the prompt; <c>none</c> is for models that do not answer in JSON, which are then not asked under an output schema.
    /// </summary>
    public string StructuredOutput { get; set; } = "strict";

    /// <summary>Tags beside those of the endpoint. Default: none.</summary>
    public List<string> Tags { get; set; } = [];
}
