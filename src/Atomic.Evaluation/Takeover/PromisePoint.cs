using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Takeover;

/// <summary>What answers of about one promised probability came to, over all seeds.</summary>
/// <param name="Promised">The mean of what was promised, 0 to 1.</param>
/// <param name="Kept">The share that was as taught, 0 to 1.</param>
/// <param name="Answers">How many answers.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PromisePoint(double Promised, double Kept, int Answers)
{
    private static readonly double[] s_edges = [0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

    /// <summary>The reliability of promises, by rising promise; bins without an answer are left out.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<PromisePoint> Of(IEnumerable<TakeoverStep[]> runs) =>
    [
        .. runs.SelectMany(static run => run).Where(static step => !step.IsTeacherAsked)
            .GroupBy(static step => s_edges.Count(edge => step.Promised >= edge)).OrderBy(static bin => bin.Key)
            .Select(static bin => new PromisePoint(bin.Average(static step => step.Promised), bin.Count(static step => step.IsAsTaught) / (double)bin.Count(), bin.Count())),
    ];
}
