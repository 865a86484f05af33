using System.Globalization;
using Atomic.Cli.Output;
using Atomic.Core.Calibration;
using Atomic.Orchestration.Service;
using Spectre.Console;

namespace Atomic.Cli.Calibration;

/// <summary>Calibration for people.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="calibrations">The kinds.</param>
    public static void Write(CommandOutput output, IReadOnlyList<KindCalibration> calibrations)
    {
        if (calibrations.Count == 0)
            output.Line("Nothing is known yet: no microtask has been settled.");
        foreach (var calibration in calibrations)
            Write(output, calibration);
    }

    private static void Write(CommandOutput output, KindCalibration calibration)
    {
        output.Line($"[bold]{Markup.Escape(calibration.Kind)}[/], {Figures.Count(calibration.Version)} lessons learned");
        if (calibration.Bidders.All(static bidder => bidder is { Cost: null, Latency: null, Quality: null }))
        {
            output.Line("No bid has been compared with what came of it yet.");
            return;
        }

        output.Draw(Table(calibration));
        foreach (var bidder in calibration.Bidders)
            Curve(output, bidder);
    }

    private static Table Table(KindCalibration calibration)
    {
        var table = BidderTable.Plain().AddColumn("Bidder");
        foreach (var heading in (ReadOnlySpan<string>)["Compared", "Cost error", "in p10–p90", "Latency", "in p5–p95", "Judged", "Promised", "Right", "Brier", "ECE"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var bidder in calibration.Bidders)
        {
            table.AddRow(
                Markup.Escape(bidder.BidderId),
                Figures.Count(Math.Max(bidder.Cost?.Counted ?? 0, bidder.Latency?.Counted ?? 0)),
                Signed(bidder.Cost?.MeanRelativeError),
                Figures.Percent(bidder.Cost?.Interval.Within),
                Ratio(bidder.Latency?.MeanLogRatio),
                Figures.Percent(bidder.Latency?.Interval.Within),
                Figures.Count(bidder.Quality?.Judged ?? 0),
                Figures.Percent(bidder.Quality?.MeanPromised),
                Figures.Percent(bidder.Quality?.Right),
                bidder.Quality?.Brier.ToString("0.000", CultureInfo.InvariantCulture) ?? "–",
                Figures.Percent(bidder.Quality?.CalibrationError));
        }

        return table;
    }

    private static void Curve(CommandOutput output, BidderCalibration bidder)
    {
        if (bidder.Quality is not { } quality)
            return;
        output.Line($"{Markup.Escape(bidder.BidderId)}: {ReliabilityText.Legend}");
        foreach (var point in quality.Curve)
            output.Line($"  {Markup.Escape(ReliabilityText.Of(point))}");
        output.Line();
    }

    private static string Signed(double? error) => error is { } known ? known.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture) : "–";

    private static string Ratio(double? logarithm) => logarithm is { } known ? Math.Exp(known).ToString("×0.00", CultureInfo.InvariantCulture) : "–";
}
