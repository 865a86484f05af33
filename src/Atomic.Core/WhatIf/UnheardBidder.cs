using System.Runtime.InteropServices;

namespace Atomic.Core.WhatIf;

/// <summary>Somebody whom the target policy would have asked and who was not asked under the policy of then: there is no bid, so nothing can be told of it.</summary>
/// <param name="BidderId">The bidder's id, or <c>composite plans</c>.</param>
/// <param name="Microtasks">Of how many microtasks.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UnheardBidder(string BidderId, int Microtasks)
{
    /// <summary>What stands for composite plans, where the policy of then admitted none.</summary>
    public const string CompositePlans = "composite plans";
}
