using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Replay.Draws;

/// <summary>
/// A seeded generator whose sequence is the same on every machine and runtime: SplitMix64 (Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014, figure 17), started from the SHA-256 of what is drawn for.
/// </summary>
/// <remarks>A mutable struct, so that a draw costs no allocation: pass it by reference.</remarks>
internal struct SplitMix64(ulong state)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong _state = state;

    /// <summary>
    /// A generator for one thing: the state is the first eight bytes, little-endian, of SHA-256 over the seed (eight bytes,
    /// little-endian) and each part as its UTF-8 length (four bytes, little-endian) and its UTF-8 bytes. The lengths keep
    /// ("ab","c") and ("a","bc") apart.
    /// </summary>
    public static SplitMix64 ForKey(ulong seed, params ReadOnlySpan<string> parts)
    {
        var length = sizeof(ulong);
        foreach (var part in parts)
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);

        var key = length <= 512 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteUInt64LittleEndian(key, seed);
        var rest = key[sizeof(ulong)..];
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, written);
            rest = rest[(sizeof(int) + written)..];
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return new SplitMix64(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>Scrambles a number one to one, so that distinct numbers give distinct results.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        _state = unchecked(_state + GoldenGamma);
        return Mix(_state);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextUnit() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958, the cosine branch); always takes two draws.</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        return radius * Math.Cos(2 * Math.PI * NextUnit());
    }
}
