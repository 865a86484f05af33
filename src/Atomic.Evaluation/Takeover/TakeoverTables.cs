using System.Globalization;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Takeover;

/// <summary>A takeover's figures as rows of text.</summary>
internal static class TakeoverTables
{
    private const string Own = "Atomic";
    private static readonly string[] s_stream = ["", "Teacher calls", "Last half", "Accuracy", "Of teacher's"];
    private static readonly string[] s_answers = ["", "As taught", "Worst seed", "Right", "Audits"];

    /// <summary>The tables.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<EvaluationTable> Of(TakeoverReport report) => [.. Tables(report)];

    private static IEnumerable<EvaluationTable> Tables(TakeoverReport report)
    {
        yield return new EvaluationTable(
            string.Create(CultureInfo.InvariantCulture, $"Floor {report.Floor:0.###}; the specialist learns from {report.LearnsFrom}"),
            s_stream,
            [
                Stream(Own, report.Atomic, report.TeacherAccuracy),
                .. report.Baselines.Select(baseline => Stream(baseline.Name, baseline.Figures, report.TeacherAccuracy)),
                ["teacher always", EvaluationTable.Share(1.0), EvaluationTable.Share(1.0), EvaluationTable.Share(report.TeacherAccuracy), EvaluationTable.Share(1.0)],
            ]);
        yield return new EvaluationTable(
            "What the specialist answered",
            s_answers,
            [Answers(Own, report.Atomic), .. report.Baselines.Select(static baseline => Answers(baseline.Name, baseline.Figures))]);
        if (report.OutOfScope is { } outOfScope)
        {
            yield return new EvaluationTable(
                string.Create(CultureInfo.InvariantCulture, $"Without the {outOfScope.Tasks:#,0} inputs out of scope, of which the specialist answers {EvaluationTable.Share(outOfScope.Answered)} in the stream above"),
                [.. s_stream, "As taught", "Worst seed"],
                [[.. Stream(Own, outOfScope.Without, outOfScope.TeacherAccuracyWithout), EvaluationTable.Share(outOfScope.Without.Precision), EvaluationTable.Share(outOfScope.Without.LeastPrecision)]]);
        }

        yield return Promises(report);
    }

    private static EvaluationTable Promises(TakeoverReport report) => new(
        "What the specialist promised and kept, answer by answer",
        ["Answers", "Promised", "Kept"],
        [.. report.Promises.Select(static point => (IReadOnlyList<string>)[point.Answers.ToString("#,0", CultureInfo.InvariantCulture), EvaluationTable.Share(point.Promised), EvaluationTable.Share(point.Kept)])]);

    private static IReadOnlyList<string> Stream(string name, TakeoverFigures figures, double teacher) =>
    [
        name,
        EvaluationTable.Share(figures.CallsWhole),
        EvaluationTable.Share(figures.CallsLastHalf),
        EvaluationTable.Share(figures.Accuracy),
        EvaluationTable.Share(teacher > 0 ? figures.Accuracy.Mean / teacher : null),
    ];

    private static IReadOnlyList<string> Answers(string name, TakeoverFigures figures) =>
    [
        name,
        EvaluationTable.Share(figures.Precision),
        EvaluationTable.Share(figures.LeastPrecision),
        EvaluationTable.Share(figures.GoldPrecision?.Mean),
        EvaluationTable.Share(figures.Audits.Mean),
    ];
}
