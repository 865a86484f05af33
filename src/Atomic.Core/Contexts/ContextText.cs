using System.Globalization;

namespace Atomic.Core.Contexts;

/// <summary>
/// The words of a text and the pairs of neighbouring ones, hashed (Weinberger et al., ICML 2009): runs of letters in lower case (single ones in scripts
/// without spaces), each digit and each mark by itself, since "3 x 4 digits" tells more of a calculation than the number does. Pure, and the same on every machine with the same Unicode tables.
/// </summary>
public static class ContextText
{
    /// <summary>The number of buckets.</summary>
    public const int Buckets = 1 << 16;

    /// <summary>UTF-16 units of a text that are looked at, from its beginning; the rest is ignored, which bounds the time.</summary>
    public const int MaxCharacters = 4_096;

    /// <summary>The most distinct buckets of one text; later ones are ignored.</summary>
    public const int MaxDistinct = 1_024;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    [ThreadStatic]
    private static Seen? s_seen;

    /// <summary>The distinct buckets in order of first appearance.</summary>
    internal static int[] BucketsOf(ReadOnlySpan<char> text)
    {
        var seen = s_seen ??= new Seen();
        seen.Begin();
        ulong previous = 0;
        for (var i = 0; i < text.Length;)
        {
            var hash = FnvOffset;
            if (char.IsLetter(text[i]))
            {
                hash = (hash ^ Lower(text[i])) * FnvPrime;
                for (var isWhole = IsWholeWord(text[i++]); !isWhole && i < text.Length && GoesOn(text[i]); i++) hash = (hash ^ Lower(text[i])) * FnvPrime;
            }
            else if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            else
            {
                hash = (hash ^ text[i++]) * FnvPrime;
            }

            seen.Add(BucketOf(hash));
            if (previous != 0) seen.Add(BucketOf(((previous * FnvPrime) ^ hash) * FnvPrime));
            previous = hash;
        }

        return seen.ToArray();
    }

    // Where no spaces part the words, a run of letters is a sentence that never comes again: there each letter counts, and each pair. Thai to Burmese, Khmer, and what is written with Chinese characters or kana.
    private static bool IsWholeWord(char letter) => letter is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uF900' and <= '\uFAFF');

    // Vowel signs and accents that follow their letter are part of the word.
    private static bool GoesOn(char character) =>
        char.IsLetter(character) ? !IsWholeWord(character) : !char.IsAscii(character) && char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static char Lower(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : char.IsAscii(character) ? character : char.ToLowerInvariant(character);

    // FNV-1a leaves its high bits poorly mixed for short keys; the finaliser of MurmurHash3 spreads them.
    private static int BucketOf(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return (int)(hash & (Buckets - 1));
    }

    // Which buckets the present text has had, told by a number that changes with each text, so that nothing is cleared.
    private sealed class Seen
    {
        private readonly int[] _textOf = new int[Buckets];
        private readonly int[] _distinct = new int[MaxDistinct];
        private int _text;
        private int _count;

        public void Begin()
        {
            if (_text == int.MaxValue) Array.Clear(_textOf);
            _text = _text == int.MaxValue ? 1 : _text + 1;
            _count = 0;
        }

        public void Add(int bucket)
        {
            if (_textOf[bucket] == _text || _count == MaxDistinct) return;
            _textOf[bucket] = _text;
            _distinct[_count++] = bucket;
        }

        public int[] ToArray() => _distinct[.._count];
    }
}
