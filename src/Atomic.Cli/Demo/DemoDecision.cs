using Atomic.Cli.Output;
using Atomic.Core.Explanations;
using Spectre.Console;
using Figures = Atomic.Cli.Output.Figures;

namespace Atomic.Cli.Demo;

/// <summary>Draws one decision: the question, the bids, and why the winner won.</summary>
internal static class DemoDecision
{
    private const int MostInput = 400;
    private const int MostCounterfactuals = 2;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="explanation">The decision.</param>
    public static void Write(CommandOutput output, DemoExplanation explanation)
    {
        var (result, explained) = explanation;
        output.Line("[bold]One decision explained[/]");
        var input = result.Item.Task!.Input;
        output.Draw(new Padder(new Markup($"[grey]{Markup.Escape(input.Length > MostInput ? $"{input[..MostInput]} …" : input)}[/]"), new Padding(2, 0, 2, 1)));
        output.Line(Markup.Escape(explained.Summary));
        output.Draw(Bids(explained));
        foreach (var sentence in explained.Award?.Sentences ?? [])
            output.Line($"• {Markup.Escape(sentence)}");
        foreach (var counterfactual in explained.Counterfactuals.Where(static counterfactual => counterfactual.Possible).Take(MostCounterfactuals))
            output.Line($"• {Markup.Escape(counterfactual.Sentence)}");
        output.Line();
    }

    private static Table Bids(Explanation explained)
    {
        var table = BidderTable.Plain();
        table.AddColumn("Bid of");
        foreach (var heading in (ReadOnlySpan<string>)["P(right)", "Cost", "Latency", "Worth"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("What became of it");
        foreach (var bid in explained.Bids)
        {
            table.AddRow(
                Markup.Escape(bid.BidderId),
                Figures.Percent(bid.Success?.Expected),
                bid.CostUsd is { Expected: { } cost } ? Figures.Usd(cost) : "–",
                bid.LatencySeconds is { Expected: { } seconds } ? Figures.Milliseconds(seconds * 1000) : "–",
                bid.Score?.UtilityUsd is { } utility ? Figures.Usd(utility) : "–",
                bid.Fate is BidFate.Won or BidFate.Drawn ? "[green]won[/]" : bid.Fate == BidFate.NoBid ? "no bid" : "lost");
        }

        return table;
    }
}
