using System.Security.Cryptography;
using System.Text.Json;
using Atomic.Core.Json;

namespace Atomic.Core.Markets;

/// <summary>The version of a market: the first 16 hexadecimal digits of the SHA-256 of its bidders' canonical JSON, in ordinal order of ids.</summary>
public static class MarketVersion
{
    /// <summary>The version of a market of those bidders.</summary>
    /// <param name="bidders">Bidders in ordinal order of ids.</param>
    public static string Of(IReadOnlyList<Bidder> bidders)
    {
        // Properties are written in declaration order, so equal markets give equal bytes.
        var bytes = JsonSerializer.SerializeToUtf8Bytes(bidders, CoreJson.Default.IReadOnlyListBidder);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
