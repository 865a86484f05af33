using System.Runtime.InteropServices;

namespace Atomic.Core.WhatIf;

/// <summary>How often a bid won, and how often it would have.</summary>
/// <param name="BidderId">A bidder's or composite plan's id; empty where nothing was awarded.</param>
/// <param name="Was">The share of microtasks that were awarded to it, 0 to 1.</param>
/// <param name="Would">The mean probability with which the target policy would have, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AwardShare(string BidderId, double Was, double Would);
