using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Atomic.Orchestration.Submissions;

/// <summary>
/// Remembers by their SHA-256 which schemas have compiled before: a caller sends the same one with every microtask, and compiling it costs
/// many times what reading the rest of the request does. Bounded: when it is full it starts anew.
/// </summary>
internal sealed class AcceptedSchemas
{
    private const int MaxSchemas = 1024;

    private readonly ConcurrentDictionary<(UInt128 High, UInt128 Low), bool> _hashes = new();

    /// <summary>Whether a schema of those bytes was accepted before.</summary>
    /// <param name="utf8Json">The schema as it was sent.</param>
    public bool Contains(ReadOnlySpan<byte> utf8Json) => _hashes.ContainsKey(HashOf(utf8Json));

    /// <summary>Remembers a schema that was accepted.</summary>
    /// <param name="utf8Json">The schema as it was sent.</param>
    public void Add(ReadOnlySpan<byte> utf8Json)
    {
        if (_hashes.Count >= MaxSchemas) _hashes.Clear();
        _hashes[HashOf(utf8Json)] = true;
    }

    private static (UInt128 High, UInt128 Low) HashOf(ReadOnlySpan<byte> utf8Json)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8Json, hash);
        return (BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}
