using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atomic.Core.Json;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>A draw that is random for the market and reproducible for the auditor: it follows from what the decision record has.</summary>
/// <param name="Seed">The first 16 hexadecimal digits of the SHA-256 of microtask id, policy JSON and market version, a line feed between them, in UTF-8.</param>
/// <param name="Value">0 (inclusive) to 1 (exclusive): the seed's upper 53 bits as a fraction.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeededDraw(string Seed, double Value)
{
    private const double UnitOf53Bits = 1.0 / (1UL << 53);
    private const byte Separator = (byte)'\n';

    /// <summary>The draw of one auction.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="policy">The policy; its JSON has its properties in declaration order, so equal policies give equal draws.</param>
    /// <param name="marketVersion">The market's version.</param>
    public static SeededDraw Of(string microtaskId, Policy policy, string marketVersion)
    {
        var policyJson = JsonSerializer.SerializeToUtf8Bytes(policy, CoreJson.Default.Policy);
        var idLength = Encoding.UTF8.GetByteCount(microtaskId);
        var length = idLength + 1 + policyJson.Length + 1 + Encoding.UTF8.GetByteCount(marketVersion);
        Span<byte> text = length <= 1024 ? stackalloc byte[length] : new byte[length];

        Encoding.UTF8.GetBytes(microtaskId, text);
        text[idLength] = Separator;
        policyJson.CopyTo(text[(idLength + 1)..]);
        text[idLength + 1 + policyJson.Length] = Separator;
        Encoding.UTF8.GetBytes(marketVersion, text[(idLength + 1 + policyJson.Length + 1)..]);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        var bits = BinaryPrimitives.ReadUInt64BigEndian(hash);
        return new SeededDraw(Convert.ToHexStringLower(hash[..8]), (bits >> 11) * UnitOf53Bits);
    }

    /// <summary>The index that the draw hits: the first whose cumulated propensity is above <see cref="Value"/>.</summary>
    /// <param name="propensities">Propensities that sum to 1, the first's being what the others leave.</param>
    public int Pick(ReadOnlySpan<double> propensities)
    {
        var cumulated = 0.0;
        for (var i = 0; i < propensities.Length; i++)
        {
            cumulated += propensities[i];
            if (Value < cumulated) return i;
        }

        // Rounding can leave the sum one unit below 1; that sliver is part of what the others leave.
        return 0;
    }
}
