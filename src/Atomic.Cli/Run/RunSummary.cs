using Atomic.Cli.Output;
using Atomic.Cli.Recordings;
using Spectre.Console;

namespace Atomic.Cli.Run;

/// <summary>What a run came to beside what fixed choices would have, in plain sentences and whichever way it went.</summary>
internal static class RunSummary
{
    /// <summary>Writes money and accuracy beside the yardsticks.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="count">The count at the end.</param>
    /// <param name="baselines">The yardsticks.</param>
    public static void Money(CommandOutput output, RunCount count, Baselines baselines)
    {
        var (best, cheapest) = (baselines.AlwaysBest, baselines.AlwaysCheapest);
        var table = BidderTable.Plain();
        table.AddColumn("");
        table.AddColumn(new TableColumn("Right").RightAligned());
        table.AddColumn(new TableColumn("Cost").RightAligned());
        table.AddRow("[bold]Atomic[/]", $"[bold]{Figures.Percent(count.Accuracy)}[/]", $"[bold]{Figures.Usd(count.CostUsd)}[/]");
        Row("Always the best model", best);
        Row("Always the cheapest model", cheapest);
        table.AddRow("Knowing every answer beforehand", Figures.Percent(baselines.Oracle.Accuracy), Figures.Usd(baselines.Oracle.CostUsd));
        output.Line("[bold]Right answers and money[/]");
        output.Draw(table);
        output.Line(Against("the best model", count, best));
        output.Line(Against("the cheapest model", count, cheapest));
        output.Line();

        void Row(string rule, Baseline baseline) =>
            table.AddRow($"{rule} ({Markup.Escape(baseline.Name)})", Figures.Percent(baseline.Accuracy), Figures.Usd(baseline.CostUsd));
    }

    /// <summary>The comparison in one sentence.</summary>
    private static string Against(string rule, RunCount count, Baseline baseline)
    {
        var points = ((count.Accuracy ?? 0) - baseline.Accuracy) * 100;
        var right = Math.Abs(points) < 0.05 ? "got as many right" : $"got {Math.Abs(points):0.0} percentage points {(points > 0 ? "more" : "fewer")} right";
        return $"Against always {rule}, Atomic {right} and spent {Spending(count.CostUsd, baseline.CostUsd)}.";
    }

    private static string Spending(double costUsd, double otherUsd)
    {
        if (otherUsd <= 0)
            return costUsd <= 0 ? "nothing, as that would have" : $"{Figures.Usd(costUsd)}, where that would have cost nothing";
        var ratio = costUsd / otherUsd;
        return ratio >= 2 ? $"{ratio:0.0} times as much" : $"{Math.Abs(1 - ratio) * 100:0}% {(ratio > 1 ? "more" : "less")}";
    }
}
