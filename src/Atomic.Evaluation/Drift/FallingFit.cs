namespace Atomic.Evaluation.Drift;

/// <summary>
/// The falling line nearest to noisy figures in squares, by pooling neighbours that rise (pool adjacent violators: Ayer, Brunk, Ewing, Reid and Silverman,
/// Annals of Mathematical Statistics 26 (1955) 641-647). Where it falls below a bound, no stretch from there on averages above it: neither one lucky figure
/// ends the search early, nor one unlucky figure late, and no window has to be chosen.
/// </summary>
public static class FallingFit
{
    // A fit's end is the least of what is left, and of the last few figures the luckiest.
    private const int TooFewLeft = 10;

    /// <summary>The place of the first figure from which on the fit is at or below a bound; null where it never is, or only in the last tenth, which is too little to tell by.</summary>
    /// <param name="figures">The figures in order.</param>
    /// <param name="bound">The bound.</param>
    public static int? FirstAtMost(IReadOnlyList<double> figures, double bound)
    {
        var blocks = new Stack<(double Sum, int Count)>();
        foreach (var figure in figures)
        {
            var block = (Sum: figure, Count: 1);
            while (blocks.TryPeek(out var before) && before.Sum * block.Count <= block.Sum * before.Count)
            {
                blocks.Pop();
                block = (before.Sum + block.Sum, before.Count + block.Count);
            }

            blocks.Push(block);
        }

        var place = 0;
        foreach (var (sum, count) in blocks.Reverse())
        {
            if (sum <= bound * count)
                return (long)place * TooFewLeft <= (long)figures.Count * (TooFewLeft - 1) ? place : null;
            place += count;
        }

        return null;
    }
}
