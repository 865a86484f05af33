using System.Globalization;
using System.Text;

namespace Atomic.Core.Specialists;

/// <summary>
/// What a specialist sees of a text: its words, pairs of neighbouring words, and pieces of 3 to 5 characters within a word and its borders,
/// in lower case, hashed into buckets (Weinberger et al. 2009, feature hashing). Pure; only sums, products and square roots, so that the same
/// text gives the same bits on every machine that has the same Unicode tables.
/// </summary>
public static class TextFeatures
{
    /// <summary>The number of buckets.</summary>
    public const int Buckets = 1 << 16;

    /// <summary>UTF-16 units of a text that are looked at, from its beginning; the rest is ignored, which bounds the time.</summary>
    public const int MaxCharacters = 4_096;

    /// <summary>The most distinct buckets of one text.</summary>
    public const int MaxDistinct = 8_192;

    /// <summary>Each symbol becomes a word with its borders, hence twice the text and one more.</summary>
    internal const int MaxNormalised = (2 * MaxCharacters) + 2;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong WordSeed = FnvOffset ^ 0x57;
    private const ulong PairSeed = FnvOffset ^ 0x50;
    private const ulong PieceSeed = FnvOffset ^ 0x43;
    // A word has about ten pieces; counted in full they would drown it. Chosen by prequential accuracy: docs/decisions/0004.
    private const float WordCount = 1;
    private const float PieceCount = 0.3f;
    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>Fills an empty vector with the features of a text.</summary>
    internal static void Extract(ReadOnlySpan<char> text, FeatureVector into)
    {
        var words = into.Characters.AsSpan(0, Normalise(text, into.Characters));
        ulong previous = 0;
        for (var start = 0; start + 1 < words.Length;)
        {
            var length = words[(start + 1)..].IndexOf(' ');
            previous = AddWord(words.Slice(start + 1, length), previous, into);
            AddPieces(words.Slice(start, length + 2), into);
            start += length + 1;
        }
        into.Scale();
    }

    /// <summary>Writes the text's words in lower case with one space before, between and after them; returns how much was written.</summary>
    private static int Normalise(ReadOnlySpan<char> text, Span<char> into)
    {
        text = text[..Math.Min(text.Length, MaxCharacters)];
        into[0] = ' ';
        var written = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (kind != CharacterKind.Word && into[written - 1] != ' ') into[written++] = ' ';
            if (kind == CharacterKind.Border) continue;
            written += (kind == CharacterKind.Word ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(into[written..]);
            if (kind == CharacterKind.Symbol) into[written++] = ' ';
        }
        if (into[written - 1] != ' ') into[written++] = ' ';
        return written;
    }

    private static CharacterKind KindOf(Rune rune)
    {
        if (rune.IsAscii) return char.IsAsciiLetterOrDigit((char)rune.Value) ? CharacterKind.Word : SymbolOrBorder((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherNumber => CharacterKind.Word, // letters, marks and numbers come first in the enumeration
            UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol
                when rune != Rune.ReplacementChar => CharacterKind.Symbol, // each emoji and currency sign is a word of its own
            _ => CharacterKind.Border,
        };
    }

    // Marks of tone and money: they tell spam from mail and anger from asking.
    private static CharacterKind SymbolOrBorder(char character) =>
        character is '!' or '?' or '$' or '%' or '+' or '=' ? CharacterKind.Symbol : CharacterKind.Border;

    private static ulong AddWord(ReadOnlySpan<char> word, ulong previous, FeatureVector into)
    {
        var hash = WordSeed;
        foreach (var character in word) hash = (hash ^ character) * FnvPrime;
        into.Add(BucketOf(hash), WordCount);
        if (previous != 0) into.Add(BucketOf((((PairSeed ^ previous) * FnvPrime) ^ hash) * FnvPrime), WordCount);
        return hash;
    }

    private static void AddPieces(ReadOnlySpan<char> bordered, FeatureVector into)
    {
        for (var start = 0; start + ShortestPiece <= bordered.Length; start++)
        {
            var hash = PieceSeed;
            var end = Math.Min(start + LongestPiece, bordered.Length);
            for (var i = start; i < end; i++)
            {
                hash = (hash ^ bordered[i]) * FnvPrime;
                if (i - start >= ShortestPiece - 1) into.Add(BucketOf(hash), PieceCount);
            }
        }
    }

    // FNV-1a leaves its high bits poorly mixed for short keys; the finaliser of MurmurHash3 spreads them.
    private static int BucketOf(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return (int)(hash & (Buckets - 1));
    }

    private enum CharacterKind
    {
        Border,
        Word,
        Symbol,
    }
}
