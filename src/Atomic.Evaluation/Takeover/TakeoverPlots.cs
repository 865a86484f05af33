using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Takeover;

/// <summary>A takeover's plots.</summary>
public static class TakeoverPlots
{
    private const string Own = "#1f6feb";
    private const string Right = "#1a7f37";
    private const string Yardstick = "#6e7781";

    /// <summary>Share of teacher calls and accuracy along the stream, as SVG.</summary>
    /// <param name="report">The report.</param>
    public static string Along(TakeoverReport report)
    {
        var calls = report.Stream.Select(static point => new CurvePoint(point.Tasks, point.Calls)).ToList();
        var accuracy = report.Stream.Select(static point => new CurvePoint(point.Tasks, point.Accuracy)).ToList();
        CurvePoint[] teacher = [new(0, report.TeacherAccuracy), new(report.Tasks, report.TeacherAccuracy)];
        var plot = new SvgPlot(report.Name, "tasks", "share", [new CurvePoint(0, 0), .. calls, .. accuracy, .. teacher]);
        plot.Line(teacher, Yardstick, "accuracy, teacher always", isDashed: true);
        plot.Line(accuracy, Right, "accuracy", isDashed: false);
        plot.Line(calls, Own, "teacher calls", isDashed: false);
        return plot.ToString();
    }

    /// <summary>What was promised against what was kept, as SVG.</summary>
    /// <param name="report">The report.</param>
    public static string Reliability(TakeoverReport report)
    {
        var kept = report.Promises.Select(static point => new CurvePoint(point.Promised, point.Kept)).ToList();
        CurvePoint[] exact = [new(0, 0), new(1, 1)];
        var plot = new SvgPlot($"{report.Name}: reliability", "promised probability", "share kept", [.. exact, .. kept]);
        plot.Line(exact, Yardstick, "exact", isDashed: true);
        plot.Line(kept, Own, "specialist's answers", isDashed: false);
        foreach (var point in kept)
            plot.Bar(point, 0, Own);
        return plot.ToString();
    }
}
