namespace Atomic.Core.Decisions;

/// <summary>An answer that is kept apart from the record because it is large.</summary>
/// <param name="Hash">SHA-256 of its JSON, hexadecimal in lower case.</param>
/// <param name="Bytes">The length of its JSON in bytes.</param>
public sealed record StoredOutput(string Hash, int Bytes);
