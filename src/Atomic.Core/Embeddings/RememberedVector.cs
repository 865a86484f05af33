using System.Runtime.InteropServices;
using Atomic.Core.Contexts;

namespace Atomic.Core.Embeddings;

/// <summary>An input whose vector is remembered.</summary>
/// <param name="Figures">How it differed from others when it was learned, rounded.</param>
/// <param name="Length">Their length.</param>
/// <param name="Surprises">What was surprising about its outcomes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RememberedVector(sbyte[] Figures, double Length, Surprise[] Surprises);
