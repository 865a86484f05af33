using Atomic.Cli.Output;
using Spectre.Console;

namespace Atomic.Cli.Demo;

/// <summary>What a newcomer reads first.</summary>
internal static class DemoIntroduction
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="microtasks">How many microtasks will run.</param>
    public static void Write(CommandOutput output, int microtasks)
    {
        output.Line("[bold]Atomic: an auction house for AI microtasks[/]");
        output.Line();
        output.Line(
            $"A help desk has {Figures.Count(microtasks)} small pieces of work: e-mails to route to the right team, reviews to label. For each of them every model bids; "
            + "an auction weighs the chance of a right answer against cost and time and awards the work; the outcome teaches the next bid.");
        output.Line();
        output.Line(
            "The four models are [bold]simulated[/]: their names begin with sim-, their prices, speeds and skills are made up, and their recorded answers are drawn "
            + "with a seed. Everything else is real: HTTP servers, bids, auctions, durable history. A fifth bidder, the specialist, starts out knowing nothing and "
            + "learns on this machine from the answers that the help desk's staff corrects.");
        output.Line();
        var table = BidderTable.Plain();
        table.AddColumn("Model");
        foreach (var heading in (ReadOnlySpan<string>)["$/M tokens in", "out", "Latency p50", "E-mails right", "Reviews right"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var model in DemoModels.All)
        {
            table.AddRow(
                model.Name,
                Figures.Price(model.InputUsdPerMTok),
                Figures.Price(model.OutputUsdPerMTok),
                Figures.Milliseconds(model.LatencyMsP50),
                Figures.Percent(model.SkillByKind[DemoKind.EmailRouting]),
                Figures.Percent(model.SkillByKind[DemoKind.ReviewSentiment]));
        }

        output.Draw(table);
        output.Line("[grey]Atomic is told the prices. Skill and speed it has to find out.[/]");
        output.Line();
    }
}
