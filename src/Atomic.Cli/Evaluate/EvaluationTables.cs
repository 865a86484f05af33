using Atomic.Cli.Output;
using Atomic.Evaluation.Reports;
using Spectre.Console;

namespace Atomic.Cli.Evaluate;

/// <summary>What a person reads at the end of an evaluation.</summary>
internal static class EvaluationTables
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The report.</param>
    public static void Write(CommandOutput output, EvaluationReport report)
    {
        output.Line(Markup.Escape(EvaluationTable.HeadingOf(report)) + ".");
        if (report.Source is { } source)
            output.Line(Markup.Escape($"Source: {source}"));
        foreach (var table in EvaluationTable.Of(report))
        {
            output.Line();
            output.Line($"[bold]{Markup.Escape(table.Title)}[/]");
            output.Draw(Drawn(table));
        }
    }

    private static Table Drawn(EvaluationTable table)
    {
        var drawn = BidderTable.Plain();
        for (var column = 0; column < table.Headings.Count; column++)
        {
            var heading = new TableColumn(Markup.Escape(table.Headings[column])).NoWrap();
            drawn.AddColumn(column == 0 ? heading : heading.RightAligned());
        }

        foreach (var row in table.Rows)
            drawn.AddRow([.. row.Select(Markup.Escape)]);
        return drawn;
    }
}
