using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>An input in which a row occurs.</summary>
/// <param name="Number">The input's number, from 0 in order.</param>
/// <param name="Weight">The row's weight in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Posting(long Number, float Weight);
