using Atomic.Cli.Output;
using Atomic.Replay.Recordings;
using Spectre.Console;

namespace Atomic.Cli.Run;

/// <summary>What a person reads at the end of a run.</summary>
internal static class RunReport
{
    private const int MostFailures = 5;

    /// <summary>The answer to one text: the answer alone on stdout, what it took on stderr.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="result">The result.</param>
    public static void Single(CommandOutput output, RunResult result)
    {
        if (output.IsJson)
            CommandOutput.Json(json => ResultFile.WriteMembers(json, result));
        if (!result.Succeeded)
        {
            output.Error(result.Detail!);
            return;
        }

        if (!output.IsJson)
            CommandOutput.Raw(result.Answer!.OutputText);
        output.Note($"Answered by {result.Bidder} for {Figures.Usd(result.CostUsd)} in {Figures.Milliseconds(result.Answer!.LatencyMs)}. `{Invocation.Name} explain {result.Answer.Id}` tells why.");
    }

    /// <summary>The report on many.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="outcome">What the run came to.</param>
    /// <param name="recording">The recording; null: none.</param>
    /// <param name="resultPath">The result file; null: none.</param>
    public static void Write(CommandOutput output, RunOutcome outcome, Recording? recording, string? resultPath)
    {
        var count = outcome.Count;
        if (recording is not null)
            output.Line($"Recording [bold]{Markup.Escape(recording.Market.Name)}[/]{(recording.Market.Source is { } source ? $": {Markup.Escape(source)}" : "")}");
        if (count.Bidders.Count > 0)
            output.Draw(BidderTable.Of(count));
        output.Line(
            $"{Figures.Count(count.Completed)} of {Figures.Count(count.Total)} microtasks have an answer, for {Figures.Usd(count.CostUsd)}; "
            + $"overhead p50 {Figures.Milliseconds(outcome.OverheadMsP50)}, p99 {Figures.Milliseconds(outcome.OverheadMsP99)}.");
        output.Line();
        if (outcome.Baselines is { } baselines)
            RunSummary.Money(output, count, baselines);
        foreach (var failed in outcome.Results.Where(static result => !result.Succeeded).Take(MostFailures))
            output.Note($"{failed.Item.Name}: {failed.Detail}");
        if (count.Failed > MostFailures)
            output.Note($"{count.Failed - MostFailures} more have no answer.");
        if (resultPath is not null)
            output.Line($"The results are in {Markup.Escape(resultPath)}.");
    }
}
