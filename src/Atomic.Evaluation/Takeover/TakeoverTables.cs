using System.Globalization;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Takeover;

/// <summary>A takeover's figures as rows of text.</summary>
internal static class TakeoverTables
{
    /// <summary>The tables.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<EvaluationTable> Of(TakeoverReport report) =>
        report.OutOfScope is { } outOfScope ? [Main(report), Without(outOfScope), Promises(report)] : [Main(report), Promises(report)];

    private static EvaluationTable Main(TakeoverReport report) => new(
        string.Create(CultureInfo.InvariantCulture, $"Floor {report.Floor:0.###}; the specialist learns from {report.LearnsFrom}"),
        ["", "Teacher calls", "Last half", "Audits", "Accuracy", "Of teacher's", "Precision", "Worst seed", "Right"],
        [
            Row("Atomic", report.Atomic, report.TeacherAccuracy),
            .. report.Baselines.Select(baseline => Row(baseline.Name, baseline.Figures, report.TeacherAccuracy)),
            ["teacher always", "1.0000", "1.0000", "0.0000", EvaluationTable.Share(report.TeacherAccuracy), "1.0000", EvaluationTable.Share((double?)null), EvaluationTable.Share((double?)null), EvaluationTable.Share((double?)null)],
        ]);

    private static EvaluationTable Without(OutOfScopeFigures figures) => new(
        string.Create(CultureInfo.InvariantCulture, $"Without the {figures.Tasks:#,0} inputs out of scope, of which the specialist answers {EvaluationTable.Share(figures.Answered)} in the stream above"),
        ["", "Teacher calls", "Last half", "Audits", "Accuracy", "Of teacher's", "Precision", "Worst seed", "Right"],
        [Row("Atomic", figures.Without, figures.TeacherAccuracyWithout)]);

    private static EvaluationTable Promises(TakeoverReport report) => new(
        "What the specialist promised and kept, answer by answer",
        ["Answers", "Promised", "Kept"],
        [.. report.Promises.Select(static point => (IReadOnlyList<string>)[point.Answers.ToString("#,0", CultureInfo.InvariantCulture), EvaluationTable.Share(point.Promised), EvaluationTable.Share(point.Kept)])]);

    private static IReadOnlyList<string> Row(string name, TakeoverFigures figures, double teacher) =>
    [
        name,
        EvaluationTable.Share(figures.CallsWhole),
        EvaluationTable.Share(figures.CallsLastHalf),
        EvaluationTable.Share(figures.Audits.Mean),
        EvaluationTable.Share(figures.Accuracy),
        EvaluationTable.Share(teacher > 0 ? figures.Accuracy.Mean / teacher : null),
        EvaluationTable.Share(figures.Precision),
        EvaluationTable.Share(figures.LeastPrecision),
        EvaluationTable.Share(figures.GoldPrecision?.Mean),
    ];
}
