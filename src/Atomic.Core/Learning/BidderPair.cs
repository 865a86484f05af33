using System.Runtime.InteropServices;

namespace Atomic.Core.Learning;

/// <summary>Two bidders without regard to their order.</summary>
/// <param name="First">The id that comes first in ordinal order.</param>
/// <param name="Second">The other's id.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BidderPair(string First, string Second) : IComparable<BidderPair>
{
    /// <summary>The pair of two bidders.</summary>
    /// <param name="one">A bidder's id.</param>
    /// <param name="other">Another bidder's id.</param>
    public static BidderPair Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new BidderPair(one, other) : new BidderPair(other, one);

    /// <inheritdoc/>
    public int CompareTo(BidderPair other) =>
        string.CompareOrdinal(First, other.First) is not 0 and var byFirst ? byFirst : string.CompareOrdinal(Second, other.Second);

    /// <summary>Whether one comes before another.</summary>
    public static bool operator <(BidderPair left, BidderPair right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after another.</summary>
    public static bool operator >(BidderPair left, BidderPair right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after another.</summary>
    public static bool operator <=(BidderPair left, BidderPair right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before another.</summary>
    public static bool operator >=(BidderPair left, BidderPair right) => left.CompareTo(right) >= 0;
}
