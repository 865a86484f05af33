namespace Atomic.Acceptance.Tests.Markets;

/// <summary>A bidder of the test market. Its model is served under the same name, so that behaviours and request logs are its own.</summary>
/// <param name="Id">Its id, and its model's name.</param>
/// <param name="UsdPerMTok">USD per million tokens, input and output alike: the cheaper one comes first in the ranking.</param>
/// <param name="Region">Where it processes data.</param>
/// <param name="Recorded">The recorded model that gives its answers.</param>
/// <param name="LatencySeconds">How long it is believed to take before anything was observed.</param>
/// <param name="Operation"><c>embeddings</c>; null: it answers.</param>
public sealed record StallBidder(string Id, double UsdPerMTok, string Region = "eu", string Recorded = TestRecording.Clerk, double LatencySeconds = 0.01, string? Operation = null);
