using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Takeover;

/// <summary>A part of the stream, over all seeds.</summary>
/// <param name="Tasks">How many tasks of a stream had come at its end.</param>
/// <param name="Calls">The share of its tasks for which the teacher was asked, 0 to 1.</param>
/// <param name="Accuracy">The share of its tasks that was answered rightly, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StreamPoint(int Tasks, double Calls, double Accuracy)
{
    private const int MostParts = 40;

    /// <summary>The parts of the stream in order.</summary>
    /// <param name="runs">The runs, all of one length.</param>
    public static IReadOnlyList<StreamPoint> Of(IReadOnlyList<TakeoverStep[]> runs)
    {
        var length = runs[0].Length;
        var parts = Math.Min(MostParts, length);
        var points = new StreamPoint[parts];
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = (length * part / parts, length * (part + 1) / parts);
            var steps = runs.SelectMany(run => run[from..to]).ToList();
            points[part] = new StreamPoint(to, steps.Count(static step => step.IsTeacherAsked) / (double)steps.Count, steps.Count(static step => step.IsRight) / (double)steps.Count);
        }

        return points;
    }
}
