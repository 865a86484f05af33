using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>A remembered input that resembles another.</summary>
/// <param name="Surprises">What was surprising about its outcomes.</param>
/// <param name="Weight">What they weigh: the squared cosine of the two.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Neighbour(Surprise[] Surprises, double Weight);
