using System.Runtime.InteropServices;

namespace Atomic.Core.Extraction;

/// <summary>A word, a number, or a mark of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, at least 1.</param>
/// <param name="Line">The number of its line, from 0.</param>
/// <param name="Kind">What it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextToken(int Start, int Length, int Line, TokenKind Kind)
{
    /// <summary>Where it ends, exclusive.</summary>
    public int End => Start + Length;
}
