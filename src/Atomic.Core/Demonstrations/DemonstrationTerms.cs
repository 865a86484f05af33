namespace Atomic.Core.Demonstrations;

/// <summary>The words of a text, hashed, with how often each is there: runs of letters and digits in lower case. Pure, and the same on every machine with the same Unicode tables.</summary>
internal sealed class DemonstrationTerms
{
    private const int FnvOffset = unchecked((int)2166136261);
    private const int FnvPrime = 16777619;

    private readonly int[] _terms;
    private readonly int[] _counts;

    private DemonstrationTerms(int[] terms, int[] counts, int length) => (_terms, _counts, Length) = (terms, counts, length);

    /// <summary>The distinct terms in ascending order.</summary>
    public ReadOnlySpan<int> Distinct => _terms;

    /// <summary>How often each of them is there.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>How many there are, repeated ones counted each time.</summary>
    public int Length { get; }

    /// <summary>The terms of a text.</summary>
    /// <param name="text">The text.</param>
    public static DemonstrationTerms Of(string text)
    {
        var words = WordsOf(text);
        words.Sort();
        var (terms, counts) = (new List<int>(words.Count), new List<int>(words.Count));
        foreach (var word in words)
        {
            if (terms.Count > 0 && terms[^1] == word)
            {
                counts[^1]++;
                continue;
            }

            terms.Add(word);
            counts.Add(1);
        }

        return new DemonstrationTerms([.. terms], [.. counts], words.Count);
    }

    /// <summary>How many of their distinct terms two texts share, as a cosine: 0 to 1.</summary>
    /// <param name="other">The other text's.</param>
    public double Likeness(DemonstrationTerms other)
    {
        if (_terms.Length == 0 || other._terms.Length == 0) return 0;
        var (shared, mine, theirs) = (0, 0, 0);
        while (mine < _terms.Length && theirs < other._terms.Length)
        {
            var (one, two) = (_terms[mine], other._terms[theirs]);
            if (one <= two) mine++;
            if (two <= one) theirs++;
            if (one == two) shared++;
        }

        return shared / Math.Sqrt((double)_terms.Length * other._terms.Length);
    }

    private static List<int> WordsOf(string text)
    {
        var words = new List<int>(text.Length / 5);
        var (hash, isWord) = (FnvOffset, false);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                (hash, isWord) = (unchecked((hash ^ char.ToLowerInvariant(character)) * FnvPrime), true);
                continue;
            }

            if (isWord) words.Add(hash);
            (hash, isWord) = (FnvOffset, false);
        }

        if (isWord) words.Add(hash);
        return words;
    }
}
