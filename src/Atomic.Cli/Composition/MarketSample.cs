namespace Atomic.Cli.Composition;

/// <summary>What a newcomer without a market is told.</summary>
internal static class MarketSample
{
    /// <summary>The advice, with a market small enough to type.</summary>
    public const string Advice = """
        The market has no models. Put this into atomic.json and set the URL, the model and its price, or see docs/atomic.sample.json:

          { "Atomic": { "Market": {
            "Endpoints": { "local": { "BaseUrl": "http://127.0.0.1:11434/v1" } },
            "Bidders": [ { "Id": "my-model", "Endpoint": "local", "Model": "NAME", "Price": { "InputUsdPerMTok": 0, "OutputUsdPerMTok": 0 } } ] } } }

        Or set environment variables: OPENAI_BASE_URL with ATOMIC_MODELS, or AZURE_OPENAI_ENDPOINT with AZURE_OPENAI_DEPLOYMENT.
        `atomic demo --serve` serves a market of simulated models, with no key and no network.
        """;
}
