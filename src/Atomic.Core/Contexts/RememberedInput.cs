using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>An input that is remembered.</summary>
/// <param name="Rows">Its rows in the vocabulary, as far as they are known.</param>
/// <param name="Weights">Their weights when it was learned.</param>
/// <param name="Surprises">What was surprising about its outcomes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RememberedInput(ushort[] Rows, float[] Weights, Surprise[] Surprises);
