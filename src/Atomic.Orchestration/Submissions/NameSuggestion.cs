namespace Atomic.Orchestration.Submissions;

/// <summary>Finds what a caller probably meant by a name that is not known.</summary>
public static class NameSuggestion
{
    private const int MaxLength = 40;

    /// <summary>
    /// The known name nearest to the one that was sent, by edits (Levenshtein) after leaving out case, <c>_</c> and <c>-</c>;
    /// null where none is within a third of its length.
    /// </summary>
    /// <param name="name">What was sent.</param>
    /// <param name="known">What is known.</param>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > MaxLength) return null;
        var plain = Plain(name);
        return known
            .Select(candidate => (candidate, Distance: Distance(plain, Plain(candidate))))
            .Where(static pair => pair.Distance <= Math.Max(1, pair.candidate.Length / 3))
            .OrderBy(static pair => pair.Distance)
            .ThenBy(static pair => pair.candidate, StringComparer.Ordinal)
            .Select(static pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>The suggestion as the end of a sentence: <c>; did you mean "x"?</c>, or the list of what is known.</summary>
    /// <param name="name">What was sent.</param>
    /// <param name="known">What is known.</param>
    public static string Clause(string name, IReadOnlyList<string> known) =>
        Nearest(name, known) is { } nearest ? $"; did you mean \"{nearest}\"?" : $"; known are {string.Join(", ", known)}.";

    private static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
