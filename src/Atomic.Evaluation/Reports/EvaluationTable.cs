using System.Globalization;
using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Takeover;

namespace Atomic.Evaluation.Reports;

/// <summary>A report's figures as rows of text, for a terminal and for Markdown alike.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Headings">The columns' names; the first column is text, the others are figures.</param>
/// <param name="Rows">The rows, each as long as the headings.</param>
public sealed record EvaluationTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Unknown = "–";

    /// <summary>The tables of a report.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<EvaluationTable> Of(EvaluationReport report) => report.Drift is { } drift ? [.. OfForm(report), DriftTable.Of(drift)] : OfForm(report);

    /// <summary>The report in one line.</summary>
    /// <param name="report">The report.</param>
    public static string HeadingOf(EvaluationReport report) =>
        $"{report.Name}: {report.Tasks:#,0} tasks{(report.LeftOut > 0 ? $" ({report.LeftOut:#,0} left out)" : "")}, {(report.Models.Count == 1 ? "1 model" : $"{report.Models.Count} models")}, "
        + $"{report.Feedback.ToString().ToLowerInvariant()} feedback, seeds {string.Join(", ", report.Seeds)}; mean ± standard deviation over the seeds";

    /// <summary>A share with its deviation.</summary>
    /// <param name="figure">The figure; null: not reached.</param>
    public static string Share(MeanSd? figure) => figure is { } known ? $"{Share(known.Mean)} ± {Share(known.Sd)}" : Unknown;

    /// <summary>A share with four digits, so that a tenth of a point shows.</summary>
    /// <param name="share">The share; null: not known.</param>
    public static string Share(double? share) => share is { } known ? known.ToString("0.0000", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Each model always.</summary>
    /// <param name="report">The report.</param>
    internal static EvaluationTable ModelsOf(EvaluationReport report) => new(
        "Each model always",
        ["Model", "Accuracy", "USD per 1,000"],
        [.. report.Models.OrderBy(static model => model.CostPerTaskUsd).Select(static model => (IReadOnlyList<string>)[model.Name, Share(model.Accuracy), (model.CostPerTaskUsd * 1000).ToString("0.0000", CultureInfo.InvariantCulture)])]);

    private static IReadOnlyList<EvaluationTable> OfForm(EvaluationReport report) => report switch
    {
        MarketReport market => [ModelsOf(report), CurveOf(market), AchievedOf(market.Achieved, "Cost share"), LengthsOf(report)],
        PairReport pair => [ModelsOf(report), RoutersOf(pair), AchievedOf(pair.Achieved, "Strong calls"), LengthsOf(report)],
        TakeoverReport takeover => TakeoverTables.Of(takeover),
        _ => [ModelsOf(report)],
    };

    private static EvaluationTable CurveOf(MarketReport report) => new(
        $"Accuracy at shares of the cost of {report.Best.Name}",
        ["", .. report.Curve.Select(static point => point.CostShare.ToString("0%", CultureInfo.InvariantCulture))],
        [
            [report.AllPlans ? "Atomic, all plans" : "Atomic, single models", .. report.Curve.Select(static point => Share(point.Accuracy))],
            ["hull of single models", .. report.Curve.Select(static point => Share(point.Hull))],
            ["hull of fixed plans", .. report.Curve.Select(static point => Share(point.PlanHull))],
            ["best fixed plan", .. report.Curve.Select(static point => Share(point.BestFixed))],
            ["prompt length alone", .. report.Curve.Select(static point => Share(point.Length))],
            [FormattableString.Invariant($"random model (at {report.Random.Cost:0.0%})"), .. report.Curve.Select(_ => Share(report.Random.Accuracy))],
            [FormattableString.Invariant($"oracle (at {report.Oracle.Cost:0.0%})"), .. report.Curve.Select(_ => Share(report.Oracle.Accuracy))],
        ]);

    private static EvaluationTable RoutersOf(PairReport report) => new(
        $"{report.Strong} against {report.Weak}",
        ["", "APGR whole", "APGR last half", "CPT(50%)", "CPT(80%)"],
        [RouterRow("Atomic", report.Atomic), RouterRow("random", report.Random), RouterRow("prompt length alone", report.Length), RouterRow("oracle", report.Oracle)]);

    private static IReadOnlyList<string> RouterRow(string name, RouterFigures figures) =>
        [name, Share(figures.ApgrWhole), Share(figures.ApgrLastHalf), Share(figures.Cpt50), Share(figures.Cpt80)];

    private static EvaluationTable LengthsOf(EvaluationReport report) => new(
        "Output tokens of answers against their bids",
        ["", "Mean |ln(actual/bid)|", "Within p10 to p90", "Mean ln(p90/p10)"],
        [LengthRow("bids by the input", report.Lengths), LengthRow("the same on average over inputs", report.LengthsOnAverage)]);

    private static IReadOnlyList<string> LengthRow(string name, LengthFigures? figures) => [name, Share(figures?.AbsoluteLogError), Share(figures?.Covered), Share(figures?.LogWidth)];

    private static EvaluationTable AchievedOf(IReadOnlyList<AchievedPoint> achieved, string cost) => new(
        "What was reached, by target",
        ["Target", cost, "Accuracy"],
        [.. achieved.Select(static point => (IReadOnlyList<string>)[point.Target.ToString("0.0%", CultureInfo.InvariantCulture), Share(point.CostShare), Share(point.Accuracy)])]);
}
