namespace Atomic.Client.Markets;

/// <summary>What a bidder costs.</summary>
/// <param name="InputUsdPerMTok">USD per million input tokens.</param>
/// <param name="OutputUsdPerMTok">USD per million output tokens.</param>
/// <param name="RequestUsd">USD per request.</param>
public sealed record MarketPrice(double InputUsdPerMTok, double OutputUsdPerMTok, double RequestUsd);
