using System.Diagnostics;
using Atomic.Cli.Run;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Atomic.Cli.Output;

/// <summary>Shows how a run goes on: in a terminal a bar with the table of bidders, else a line on stderr every few seconds.</summary>
/// <param name="output">Where to.</param>
/// <param name="tally">The count.</param>
internal sealed class RunProgress(CommandOutput output, RunTally tally)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Line = TimeSpan.FromSeconds(3);
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Shows it until the work has ended.</summary>
    /// <param name="work">The work.</param>
    public async Task ShowAsync(Task work)
    {
        if (output.IsLive)
            await output.Console.Live(Board()).AutoClear(true).StartAsync(live => RepeatAsync(work, Redraw, () => live.UpdateTarget(Board())));
        else
            await RepeatAsync(work, Line, () => output.Note(Sentence()));
        await work;
    }

    private static async Task RepeatAsync(Task work, TimeSpan every, Action show)
    {
        using var timer = new PeriodicTimer(every);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
            show();
    }

    private Rows Board()
    {
        var count = tally.Snapshot();
        var filled = count.Total == 0 ? BarWidth : count.Done * BarWidth / count.Total;
        var bar = $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/] {Sentence(count)}";
        var parts = new List<IRenderable> { new Markup(bar) };
        if (count.Bidders.Count > 0)
            parts.Add(BidderTable.Of(count));
        return new Rows(parts);
    }

    private string Sentence() => Sentence(tally.Snapshot());

    private string Sentence(RunCount count)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var failed = count.Failed > 0 ? $", {Figures.Count(count.Failed)} failed" : "";
        return $"{Figures.Count(count.Done)} of {Figures.Count(count.Total)} microtasks{failed}, {count.Done / Math.Max(0.001, seconds):0}/s, {Figures.Usd(count.CostUsd)} spent";
    }
}
