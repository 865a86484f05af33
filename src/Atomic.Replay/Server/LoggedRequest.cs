namespace Atomic.Replay.Server;

/// <summary>A request to <c>/v1/chat/completions</c> or <c>/v1/embeddings</c> as the request log has it: no text of it, and no header but the idempotency key.</summary>
/// <param name="Ordinal">Its number, from 1, in the order in which the requests were received.</param>
/// <param name="Time">When it was received.</param>
/// <param name="Model">The model asked for, or null where the request could not be read; cut at 256 characters.</param>
/// <param name="IdempotencyKey">The header <c>Idempotency-Key</c>, or null; cut at 256 characters.</param>
/// <param name="InputHash">SHA-256 of the UTF-8 input (of several texts: joined by line feeds) in lower-case hexadecimal, or null where the request could not be read.</param>
/// <param name="Status">The status that it was given; 0 for a request that hangs.</param>
public sealed record LoggedRequest(long Ordinal, DateTimeOffset Time, string? Model, string? IdempotencyKey, string? InputHash, int Status);
