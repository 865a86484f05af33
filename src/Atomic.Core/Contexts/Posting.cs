using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>A remembered input in which a row occurs.</summary>
/// <param name="Slot">The input's place in the memory.</param>
/// <param name="Weight">The row's weight in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Posting(int Slot, float Weight);
