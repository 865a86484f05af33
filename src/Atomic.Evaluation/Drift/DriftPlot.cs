using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Drift;

/// <summary>The plot of a drift: regret by tasks since the swap.</summary>
public static class DriftPlot
{
    private const string Own = "#1f6feb";
    private const string Still = "#6e7781";
    private const string Goal = "#1a7f37";
    private const double Left = 0.1;

    /// <summary>The plot as SVG.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="drift">The figures.</param>
    public static string Of(string name, DriftFigures drift)
    {
        var own = drift.Windows.Select(static window => new CurvePoint(Middle(window), window.Regret.Mean)).ToList();
        var frozen = drift.Windows.Select(static window => new CurvePoint(Middle(window), window.Frozen.Mean)).ToList();
        var goal = new CurvePoint(drift.TasksSince, Left * drift.RegretRate.Mean);
        var plot = new SvgPlot($"{name}: {drift.Models[0]} and {drift.Models[1]} swapped", "tasks since the swap", "regret, right answers per task", [.. own, .. frozen, goal, default]);
        plot.Line(frozen, Still, "nothing learned", isDashed: true);
        plot.Line([goal with { Cost = 0 }, goal], Goal, "a tenth of its mean", isDashed: true);
        plot.Line(own, Own, "Atomic", isDashed: false);
        return plot.ToString();
    }

    private static double Middle(DriftWindow window) => (window.From + window.To) / 2.0;
}
