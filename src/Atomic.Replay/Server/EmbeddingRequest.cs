namespace Atomic.Replay.Server;

/// <summary>A request for embeddings.</summary>
/// <param name="Model">The model asked for.</param>
/// <param name="Texts">What to embed, in order; at least one.</param>
/// <param name="Dimensions">The length of the vectors.</param>
/// <param name="IsBase64">Whether the vectors are sent as base64 of little-endian 32-bit floats; else as numbers.</param>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Texts, int Dimensions, bool IsBase64);
