namespace Atomic.Replay.Server;

/// <summary>A request to a model, as it came in.</summary>
/// <param name="Ordinal">Its number, from 1.</param>
/// <param name="Id">The number scrambled with the seed: unique within a run, the same in the next.</param>
/// <param name="Time">When it came.</param>
/// <param name="Key">Its <c>Idempotency-Key</c>; null where it has none.</param>
internal sealed record NumberedRequest(long Ordinal, ulong Id, DateTimeOffset Time, string? Key);
