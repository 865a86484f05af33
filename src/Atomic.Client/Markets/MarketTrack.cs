namespace Atomic.Client.Markets;

/// <summary>The track record of one bidder for one kind.</summary>
/// <param name="Attempts">Attempts ever settled.</param>
/// <param name="Judged">Outcomes ever judged right or wrong.</param>
/// <param name="SpentUsd">USD ever spent.</param>
public sealed record MarketTrack(long Attempts, long Judged, double SpentUsd);
