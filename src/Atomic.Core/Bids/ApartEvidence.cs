using System.Runtime.InteropServices;

namespace Atomic.Core.Bids;

/// <summary>How a bidder did where the two of a pair gave different outputs.</summary>
/// <param name="BidderId">One of the two, or a third.</param>
/// <param name="Right">Effective number of right outputs, after forgetting.</param>
/// <param name="Wrong">Effective number of wrong ones.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ApartEvidence(string BidderId, double Right, double Wrong);
