namespace Atomic.Storage.Azure.Purge;

/// <summary>A microtask that has ended and whose history is gone or going.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The kind under which it taught: the learning scope of its tenant and kind.</param>
/// <param name="PayloadHashes">The payloads that it referred to; another microtask may refer to them as well.</param>
public sealed record PurgedMicrotask(string Id, string Kind, IReadOnlyList<string> PayloadHashes);
