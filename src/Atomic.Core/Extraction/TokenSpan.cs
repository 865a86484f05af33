using System.Runtime.InteropServices;

namespace Atomic.Core.Extraction;

/// <summary>A piece of a text by its tokens.</summary>
/// <param name="First">The first token.</param>
/// <param name="Last">The last one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenSpan(int First, int Last);
