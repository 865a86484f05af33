namespace Atomic.Providers.Configuration;

/// <summary>An entry in the price book. Tokens have no default price: a forgotten one would make a paid model look free.</summary>
public sealed class PriceOptions
{
    /// <summary>USD per million input tokens, 0 to 100,000; required.</summary>
    public double? InputUsdPerMTok { get; set; }

    /// <summary>USD per million output tokens, 0 to 100,000; required.</summary>
    public double? OutputUsdPerMTok { get; set; }

    /// <summary>USD per request, 0 to 1,000. Default 0.</summary>
    public double RequestUsd { get; set; }
}
