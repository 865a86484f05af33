using Atomic.Cli.Output;
using Atomic.Cli.Run;
using Spectre.Console;

namespace Atomic.Cli.Demo;

/// <summary>What a person reads at the end of the demo.</summary>
internal static class DemoReport
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="outcome">What the demo came to.</param>
    /// <param name="explanation">One decision explained; null: none can be.</param>
    /// <param name="feedbackShare">The share of answers that were judged.</param>
    public static void Write(CommandOutput output, RunOutcome outcome, DemoExplanation? explanation, double feedbackShare)
    {
        Answers(output, outcome.Count, feedbackShare);
        if (outcome.Baselines is { } baselines)
            RunSummary.Money(output, outcome.Count, baselines);
        Halves(output, outcome.Results);
        Overhead(output, outcome);
        if (explanation is not null)
            DemoDecision.Write(output, explanation);
        DemoNextSteps.Write(output);
    }

    private static void Answers(CommandOutput output, RunCount count, double feedbackShare)
    {
        output.Line("[bold]Who answered[/]");
        output.Draw(BidderTable.Of(count));
        var failed = count.Failed == 0 ? "all of them with an answer" : $"{Figures.Count(count.Failed)} without an answer";
        output.Line(
            $"{Figures.Count(count.Done)} microtasks, {failed}. The staff judged {(feedbackShare >= 1 ? "every answer" : $"{Figures.Percent(feedbackShare)} of the answers")} and named the right one: the next bids and the specialist learned from that.");
        output.Line();
    }

    private static void Halves(CommandOutput output, IReadOnlyList<RunResult> results)
    {
        if (results.Count < 2)
            return;
        var middle = results.Count / 2;
        var table = BidderTable.Plain().AddColumn("");
        foreach (var heading in (ReadOnlySpan<string>)["Right", "Cost per microtask", "Answered by the specialist"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddRow(Half("First half", results.Take(middle)));
        table.AddRow(Half("Second half", results.Skip(middle)));
        output.Line("[bold]What it learned on the way[/]");
        output.Draw(table);
    }

    private static string[] Half(string name, IEnumerable<RunResult> half)
    {
        var tally = new RunTally(0);
        foreach (var result in half)
            tally.Add(result);
        var count = tally.Snapshot();
        var specialist = count.Bidders.FirstOrDefault(static bidder => bidder.Id == DemoExplanation.Specialist)?.Answers ?? 0;
        var done = Math.Max(1, count.Done);
        return [name, Figures.Percent(count.Accuracy), Figures.Usd(count.CostUsd / done), Figures.Percent((double)specialist / done)];
    }

    private static void Overhead(CommandOutput output, RunOutcome outcome)
    {
        output.Line("[bold]What Atomic itself takes[/]");
        output.Line(
            $"p50 {Figures.Milliseconds(outcome.OverheadMsP50)}, p99 {Figures.Milliseconds(outcome.OverheadMsP99)} per microtask: from the client's request to its answer, less the time that "
            + $"Atomic waited for models. Client, server and simulated models share this machine; {DemoWarmUp.Microtasks} requests beforehand, not counted, warmed them up.");
        output.Line();
    }
}
