namespace Atomic.Core.Repairs;

/// <summary>Whether a text can be written as UTF-8 at all.</summary>
internal static class UnicodeText
{
    /// <summary>Whether every surrogate is one of a pair.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            text = text[(at + 2)..];
        }

        return true;
    }
}
