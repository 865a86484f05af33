using System.Text.Json;
using Atomic.Cli.Output;
using Atomic.Cli.Run;
using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Orchestration.Service;
using Spectre.Console;

namespace Atomic.Cli.Market;

/// <summary>The market for people, and as one JSON object.</summary>
internal static class MarketReport
{
    /// <summary>Writes it for people.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="market">The market.</param>
    public static void Write(CommandOutput output, MarketView market)
    {
        output.Line($"[bold]{Figures.Count(market.Bidders.Count)} bidder{(market.Bidders.Count == 1 ? "" : "s")}[/], market version {Markup.Escape(market.Version)}");
        output.Draw(Bidders(market));
        foreach (var record in market.Records)
        {
            output.Line($"[bold]{Markup.Escape(record.Kind)}[/], {Figures.Count(record.Version)} lessons learned");
            output.Draw(Record(market, record));
            if (market.Pairs.FirstOrDefault(pairs => pairs.Kind == record.Kind) is { } known)
                output.Draw(PairReport.Of(known));
        }

        if (market.Records.Count == 0)
            output.Line("Nothing is known of them yet: no microtask has been settled.");
        if (market.Budgets.Count > 0)
            output.Draw(BudgetReport.Table(market));
    }

    /// <summary>Writes the members of its JSON object.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="market">The market.</param>
    public static void Write(Utf8JsonWriter json, MarketView market)
    {
        json.WriteString("version", market.Version);
        json.WriteStartArray("bidders");
        foreach (var bidder in market.Bidders)
            WriteBidder(json, bidder);
        json.WriteEndArray();
        json.WriteStartArray("records");
        foreach (var (record, bidderId, bid, track) in Tracks(market))
        {
            json.WriteStartObject();
            json.WriteString("kind", record.Kind);
            json.WriteString("bidder", bidderId);
            json.WriteNumber("attempts", track.Attempts);
            json.WriteNumber("judged", track.Judged);
            RunJson.Number(json, "success", bid?.Success.Expected, 4);
            RunJson.Number(json, "latencyMs", bid?.LatencySeconds.Expected * 1000, 3);
            json.WriteNumber("spentUsd", track.SpentUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("budgets");
        foreach (var budget in market.Budgets)
            BudgetReport.Write(json, budget);
        json.WriteEndArray();
        PairReport.Write(json, market.Pairs);
    }

    /// <summary>
    /// What is known of each bidder for a kind, with what it would bid now by the estimate that auctions use; a specialist bids by the text instead. No bid
    /// for who left the market.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="record">What is known for the kind.</param>
    public static IEnumerable<(string BidderId, Bid? Bid, TrackRecord Track)> TracksOf(MarketView market, KindRecord record) =>
        from entry in record.ByBidder.OrderBy(static entry => entry.Key, StringComparer.Ordinal)
        let bidder = market.Bidders.FirstOrDefault(bidder => bidder.Id == entry.Key)
        select (entry.Key, bidder is null ? null : BidEstimator.Estimate(bidder, entry.Value, 0, known: bidder.Prompt?.Of is { } of ? record.Of(of) : null), entry.Value);

    private static Table Bidders(MarketView market)
    {
        var hasPrompts = market.Bidders.Any(static bidder => bidder.Prompt is not null);
        var table = BidderTable.Plain().AddColumns("Bidder", "Model", "Source", "Region");
        if (hasPrompts)
            table.AddColumn("Prompt");
        table.AddColumn(new TableColumn("$/M tokens in").RightAligned());
        table.AddColumn(new TableColumn("out").RightAligned());
        foreach (var bidder in market.Bidders)
        {
            table.AddRow(
            [
                Markup.Escape(bidder.Id),
                Markup.Escape(bidder.Model),
                Source(bidder.Source),
                Markup.Escape(bidder.Region),
                .. hasPrompts ? [Markup.Escape(PromptText.Of(bidder))] : Array.Empty<string>(),
                Figures.Price(bidder.Price.InputUsdPerMTok),
                Figures.Price(bidder.Price.OutputUsdPerMTok),
            ]);
        }

        return table;
    }

    private static Table Record(MarketView market, KindRecord record)
    {
        var table = BidderTable.Plain().AddColumn("Bidder");
        foreach (var heading in (ReadOnlySpan<string>)["Attempts", "Judged", "P(right)", "90% interval", "Latency", "Spent"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (bidderId, bid, track) in TracksOf(market, record))
        {
            table.AddRow(
                Markup.Escape(bid is null ? $"{bidderId} (left the market)" : bidderId),
                Figures.Count(track.Attempts),
                Figures.Count(track.Judged),
                Figures.Percent(bid?.Success.Expected),
                bid is null ? "–" : $"{Figures.Percent(bid.Success.Low)} to {Figures.Percent(bid.Success.High)}",
                Figures.Milliseconds(track.Attempts == 0 ? null : bid?.LatencySeconds.Expected * 1000),
                Figures.Usd(track.SpentUsd));
        }

        return table;
    }

    private static IEnumerable<(KindRecord Record, string BidderId, Bid? Bid, TrackRecord Track)> Tracks(MarketView market) =>
        from record in market.Records
        from known in TracksOf(market, record)
        select (record, known.BidderId, known.Bid, known.Track);

    private static void WriteBidder(Utf8JsonWriter json, Bidder bidder)
    {
        json.WriteStartObject();
        json.WriteString("id", bidder.Id);
        json.WriteString("model", bidder.Model);
        json.WriteString("source", Source(bidder.Source));
        json.WriteString("region", bidder.Region);
        json.WriteNumber("inputUsdPerMTok", bidder.Price.InputUsdPerMTok);
        json.WriteNumber("outputUsdPerMTok", bidder.Price.OutputUsdPerMTok);
        json.WriteNumber("requestUsd", bidder.Price.RequestUsd);
        if (bidder.Prompt is { } prompt)
            PromptText.Write(json, prompt);
        json.WriteEndObject();
    }

    private static string Source(BidderSource source) => source switch
    {
        BidderSource.AzureOpenAi => "azure-open-ai",
        BidderSource.Specialist => "specialist",
        _ => "open-ai-compatible",
    };
}
