namespace Atomic.Core.Plans;

/// <summary>How long models were waited for.</summary>
public static class ModelTime
{
    /// <summary>The seconds in which at least one of them was at work: what goes on at the same time counts once.</summary>
    /// <param name="spans">When each began and how many seconds it took, in the order of their beginnings.</param>
    public static double Seconds(IReadOnlyList<(DateTimeOffset At, double Seconds)> spans)
    {
        if (spans.Count == 0) return 0;
        var (total, reached) = (0.0, 0.0);
        foreach (var (at, seconds) in spans)
        {
            // Seconds after the first beginning, so that one span alone is exactly what it took.
            var from = Math.Max((at - spans[0].At).TotalSeconds, 0);
            var length = Math.Max(seconds, 0);
            total += from >= reached ? length : Math.Max(from + length - reached, 0);
            reached = Math.Max(reached, from + length);
        }

        return total;
    }
}
