namespace Atomic.Orchestration.Microtasks;

/// <summary>A payload by its content hash, with the content itself where it is small (claim check).</summary>
/// <param name="Hash">SHA-256 of the payload's JSON, hexadecimal.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Inline">The content, up to <see cref="MaxInlineBytes"/>; null where it has to be fetched from the payload store.</param>
public sealed record PayloadReference(string Hash, int Bytes, MicrotaskPayload? Inline)
{
    /// <summary>Payloads above that many bytes travel by reference.</summary>
    public const int MaxInlineBytes = 32 * 1024;
}
