using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Takeover;

namespace Atomic.Evaluation.Reports;

/// <summary>A report's plot: accuracy against cost, with the hull of single models.</summary>
public static class EvaluationPlot
{
    private const string Own = "#1f6feb";
    private const string Single = "#6e7781";
    private const string Composite = "#8250df";

    /// <summary>The plot as SVG.</summary>
    /// <param name="report">The report.</param>
    public static string Of(EvaluationReport report) => report switch
    {
        MarketReport market => Of(market),
        PairReport pair => Of(pair),
        TakeoverReport takeover => TakeoverPlots.Along(takeover),
        _ => throw new ArgumentException($"A report of the form {report.Form} has no plot.", nameof(report)),
    };

    private static string Of(MarketReport report)
    {
        var models = report.Models.Select(model => new CurvePoint(model.CostPerTaskUsd / report.Best.CostPerTaskUsd, model.Accuracy)).ToList();
        var achieved = report.Achieved.Select(static point => new CurvePoint(point.CostShare.Mean, point.Accuracy.Mean)).ToList();
        var plot = new SvgPlot(report.Name, $"cost, {report.Best.Name} = 1", "accuracy", [.. models, .. achieved, .. report.PlansOnHull.Select(static plan => plan.Point)]);
        plot.Line(report.Hull.Points, Single, "hull of single models", isDashed: true);
        plot.Line([.. report.PlansOnHull.Select(static plan => plan.Point)], Composite, "hull of fixed plans", isDashed: true);
        plot.Line(achieved, Own, "Atomic", isDashed: false);
        for (var i = 0; i < models.Count; i++)
            plot.Mark(models[i], Single, report.Models[i].Name);
        foreach (var point in report.Achieved)
            plot.Bar(new CurvePoint(point.CostShare.Mean, point.Accuracy.Mean), point.Accuracy.Sd, Own);
        return plot.ToString();
    }

    private static string Of(PairReport report)
    {
        var weak = new CurvePoint(0, report.Models.First(model => model.Name == report.Weak).Accuracy);
        var strong = new CurvePoint(1, report.Models.First(model => model.Name == report.Strong).Accuracy);
        var achieved = report.Achieved.Select(static point => new CurvePoint(point.CostShare.Mean, point.Accuracy.Mean)).ToList();
        var plot = new SvgPlot(report.Name, $"share of calls of {report.Strong}", "accuracy", [weak, strong, .. achieved]);
        plot.Line([weak, strong], Single, "toss of a coin", isDashed: true);
        plot.Line([weak, .. achieved, strong], Own, "Atomic", isDashed: false);
        plot.Mark(weak, Single, report.Weak);
        plot.Mark(strong, Single, report.Strong);
        foreach (var point in report.Achieved)
            plot.Bar(new CurvePoint(point.CostShare.Mean, point.Accuracy.Mean), point.Accuracy.Sd, Own);
        return plot.ToString();
    }
}
