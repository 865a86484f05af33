using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>How long a bidder's answer to an input was, and how long it took.</summary>
/// <param name="BidderId">The bidder.</param>
/// <param name="InputTokens">The prompt's length in tokens as the bid had counted it, not negative.</param>
/// <param name="OutputTokens">Output tokens, not negative; null where none were reported.</param>
/// <param name="Seconds">The latency in seconds, above 0; null where none was measured.</param>
/// <param name="IsAtLeast">Whether it was waited no longer: the latency is at least that.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContextMeasure(string BidderId, int InputTokens, int? OutputTokens, double? Seconds, bool IsAtLeast = false);
