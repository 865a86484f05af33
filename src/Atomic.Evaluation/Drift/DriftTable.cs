using System.Globalization;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Drift;

/// <summary>How a drift is followed, as rows of text.</summary>
internal static class DriftTable
{
    /// <summary>The table.</summary>
    /// <param name="drift">The figures.</param>
    public static EvaluationTable Of(DriftFigures drift) => new(
        TitleOf(drift),
        ["Tasks since the swap", "Regret", "Of the rate"],
        [
            .. drift.Stretches.Select(window => (IReadOnlyList<string>)
            [
                string.Create(CultureInfo.InvariantCulture, $"{window.From + 1:#,0} to {window.To:#,0}"),
                EvaluationTable.Share(window.Regret),
                drift.HasRegret ? (window.Regret.Mean / drift.RegretRate.Mean).ToString("0%", CultureInfo.InvariantCulture) : EvaluationTable.Share((double?)null),
            ]),
            ["regret rate: nothing learned since the swap", EvaluationTable.Share(drift.RegretRate), drift.HasRegret ? "100%" : EvaluationTable.Share((double?)null)],
            ["tasks until 90% of it is gone, seed by seed", BySeed(drift), ""],
        ]);

    private static string TitleOf(DriftFigures drift) =>
        string.Create(CultureInfo.InvariantCulture, $"{drift.Models[0]} and {drift.Models[1]} swap what they do after {drift.SwappedAfter:#,0} tasks: {Verdict(drift)}");

    private static string Verdict(DriftFigures drift) => (drift.HasRegret, drift.TasksUntilRecovered) switch
    {
        (false, _) => "nothing is lost by it, so there is nothing to recover from",
        (true, { } tasks) => string.Create(CultureInfo.InvariantCulture, $"90% of the regret rate is gone after {tasks:#,0} tasks"),
        _ => string.Create(CultureInfo.InvariantCulture, $"90% of the regret rate is not gone within {drift.TasksSince:#,0} tasks"),
    };

    private static string BySeed(DriftFigures drift) => drift.OverSeeds is { } figure
        ? string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:#,0} ± {figure.Sd:#,0}")
        : string.Join(", ", drift.BySeed.Select(static tasks => tasks?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–"));
}
