namespace Atomic.Core.Demonstrations;

/// <summary>The words of a text, hashed, with how often each is there: runs of letters and digits in lower case. Pure, and the same on every machine with the same Unicode tables.</summary>
internal sealed class DemonstrationTerms
{
    private const int FnvOffset = unchecked((int)2166136261);
    private const int FnvPrime = 16777619;

    private DemonstrationTerms(Dictionary<int, int> counts, int length) => (Counts, Length) = (counts, length);

    /// <summary>The terms with their counts.</summary>
    public IReadOnlyDictionary<int, int> Counts { get; }

    /// <summary>How many there are, repeated ones counted each time.</summary>
    public int Length { get; }

    /// <summary>The terms of a text.</summary>
    /// <param name="text">The text.</param>
    public static DemonstrationTerms Of(string text)
    {
        var counts = new Dictionary<int, int>();
        var (length, hash, isWord) = (0, FnvOffset, false);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                (hash, isWord) = (unchecked((hash ^ char.ToLowerInvariant(character)) * FnvPrime), true);
                continue;
            }

            if (isWord) Add();
            (hash, isWord) = (FnvOffset, false);
        }

        if (isWord) Add();
        return new DemonstrationTerms(counts, length);

        void Add()
        {
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
            length++;
        }
    }

    /// <summary>How many of their distinct terms two texts share, as a cosine: 0 to 1.</summary>
    /// <param name="other">The other text's.</param>
    public double Likeness(DemonstrationTerms other)
    {
        if (Counts.Count == 0 || other.Counts.Count == 0) return 0;
        var (fewer, more) = Counts.Count <= other.Counts.Count ? (Counts, other.Counts) : (other.Counts, Counts);
        var shared = 0;
        foreach (var term in fewer.Keys)
        {
            if (more.ContainsKey(term)) shared++;
        }

        return shared / Math.Sqrt((double)Counts.Count * other.Counts.Count);
    }
}
