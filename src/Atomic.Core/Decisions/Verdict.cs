using System.Runtime.InteropServices;

namespace Atomic.Core.Decisions;

/// <summary>What a caller found of an answer.</summary>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="Label">The right answer, as text or as JSON, where the caller knows it; null otherwise.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Verdict(double Score, string? Label = null);
