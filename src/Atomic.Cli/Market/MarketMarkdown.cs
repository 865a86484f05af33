using System.Text;
using Atomic.Cli.Output;
using Atomic.Orchestration.Service;

namespace Atomic.Cli.Market;

/// <summary>The market as Markdown, for assistants.</summary>
internal static class MarketMarkdown
{
    /// <summary>Writes it.</summary>
    /// <param name="market">The market.</param>
    public static string Write(MarketView market)
    {
        var text = new StringBuilder("| bidder | model | region | $/M tokens in | out |\n|---|---|---|---:|---:|\n");
        foreach (var bidder in market.Bidders)
            text.Append($"| {Cell(bidder.Id)} | {Cell(bidder.Model)} | {Cell(bidder.Region)} | {Figures.Price(bidder.Price.InputUsdPerMTok)} | {Figures.Price(bidder.Price.OutputUsdPerMTok)} |\n");
        foreach (var record in market.Records)
        {
            text.Append($"\n**{Cell(record.Kind)}**\n\n| bidder | attempts | judged | P(right) | latency | spent |\n|---|---:|---:|---:|---:|---:|\n");
            foreach (var (bidder, bid, track) in MarketReport.TracksOf(market, record))
            {
                text.Append($"| {Cell(bidder)} | {Figures.Count(track.Attempts)} | {Figures.Count(track.Judged)} | {Figures.Percent(bid?.Success.Expected)} | ")
                    .Append($"{Figures.Milliseconds(track.Attempts == 0 ? null : bid?.LatencySeconds.Expected * 1000)} | {Figures.Usd(track.SpentUsd)} |\n");
            }
        }

        if (market.Records.Count == 0)
            text.Append("\nNothing is known of them yet: no microtask was settled.\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
