using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>How right a bidder was on an input.</summary>
/// <param name="BidderId">The bidder.</param>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="Trust">The score's weight, above 0 and up to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContextOutcome(string BidderId, double Score, double Trust = 1);
