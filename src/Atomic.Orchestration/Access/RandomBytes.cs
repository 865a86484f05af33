namespace Atomic.Orchestration.Access;

/// <summary>Where secrets come from: a cryptographic generator, which the host hands in.</summary>
/// <param name="bytes">Filled with random bytes.</param>
public delegate void RandomBytes(Span<byte> bytes);
