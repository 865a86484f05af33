using System.Runtime.InteropServices;

namespace Atomic.Core.Bids;

/// <summary>How a bidder's earlier promises for a kind held, as a bid carries it.</summary>
/// <param name="Judged">Effective number of judged answers, after forgetting, to one decimal place.</param>
/// <param name="Promised">The mean of the probabilities of a right answer among valid ones that its bids promised for them.</param>
/// <param name="Right">The share that was right.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HeldPromises(double Judged, double Promised, double Right);
