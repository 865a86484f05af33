using System.Runtime.InteropServices;

namespace Atomic.Core.Learning;

/// <summary>How right a bidder was where the two of a pair gave different outputs.</summary>
/// <param name="BidderId">One of the two, or a third.</param>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="IfLabelled">Whether it is known only because the answer was right; see <see cref="PairRecord.Labelled"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ApartScore(string BidderId, double Score, bool IfLabelled = false);
