using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.WhatIf;

/// <summary>What bids promise of a decision: the direct model of doubly robust estimates.</summary>
/// <param name="CostUsd">Expected cost in USD.</param>
/// <param name="LatencySeconds">Expected seconds from acceptance to the end.</param>
/// <param name="Success">Probability of a right answer, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PromisedFigures(double CostUsd, double LatencySeconds, double Success)
{
    /// <summary>What one bid promises, beside the seconds that were gone before the award.</summary>
    /// <param name="bid">The bid; null where there is no award, which costs nothing and answers nothing.</param>
    /// <param name="elapsedSeconds">Seconds from acceptance to the award.</param>
    public static PromisedFigures Of(Bid? bid, double elapsedSeconds) => bid is null
        ? new PromisedFigures(0, elapsedSeconds, 0)
        : new PromisedFigures(bid.CostUsd.Expected, elapsedSeconds + bid.LatencySeconds.Expected, bid.Success.Expected);

    /// <summary>These figures and others, weighted by a probability.</summary>
    /// <param name="probability">The probability, 0 to 1.</param>
    /// <param name="other">The others.</param>
    public PromisedFigures Plus(double probability, PromisedFigures other) => new(
        CostUsd + (probability * other.CostUsd), LatencySeconds + (probability * other.LatencySeconds), Success + (probability * other.Success));
}
