using Atomic.Cli.Run;
using Spectre.Console;

namespace Atomic.Cli.Output;

/// <summary>The table of who answered what, while a run goes on and at its end.</summary>
internal static class BidderTable
{
    /// <summary>Draws it.</summary>
    /// <param name="count">The count.</param>
    public static Table Of(RunCount count)
    {
        var table = Plain();
        table.AddColumn("Bidder");
        foreach (var heading in (ReadOnlySpan<string>)["Answered", "Share", "Right", "Cost", "Per answer", "Latency"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var bidder in count.Bidders)
        {
            table.AddRow(
                Markup.Escape(bidder.Id),
                Figures.Count(bidder.Answers),
                Figures.Percent((double)bidder.Answers / Math.Max(1, count.Completed)),
                Figures.Percent(bidder.Accuracy),
                Figures.Usd(bidder.CostUsd),
                Figures.Usd(bidder.CostUsd / Math.Max(1, bidder.Answers)),
                Figures.Milliseconds(bidder.ModelMs / Math.Max(1, bidder.Answers)));
        }

        return table;
    }

    /// <summary>A table without a frame, which reads as well in a log file.</summary>
    public static Table Plain() => new Table().Border(TableBorder.Simple);
}
