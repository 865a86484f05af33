using System.Text.Json;
using Atomic.Cli.Output;
using Atomic.Cli.Run;
using Atomic.Core.Bids;
using Atomic.Orchestration.Service;
using Spectre.Console;

namespace Atomic.Cli.Market;

/// <summary>What is known of bidders together, for people and as JSON.</summary>
internal static class PairReport
{
    /// <summary>The pairs of a kind: how often they agree, and how right they are then.</summary>
    /// <param name="pairs">The pairs.</param>
    public static Table Of(KindPairs pairs)
    {
        var table = BidderTable.Plain().AddColumn("Asked together");
        foreach (var heading in (ReadOnlySpan<string>)["Answered", "Agree", "Judged then", "P(right) then"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var pair in pairs.Pairs)
        {
            table.AddRow(
                Markup.Escape($"{pair.First}, {pair.Second}"),
                Figures.Count(Whole(pair.Same + pair.Different)),
                Figures.Percent(Share(pair.Same, pair.Different)),
                Figures.Count(Whole(pair.RightTogether + pair.WrongTogether)),
                Figures.Percent(Share(pair.RightTogether, pair.WrongTogether)));
        }

        return table;
    }

    /// <summary>Writes the member <c>pairs</c>.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="kinds">The pairs by kind.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<KindPairs> kinds)
    {
        json.WriteStartArray("pairs");
        foreach (var kind in kinds)
        {
            foreach (var pair in kind.Pairs)
                Write(json, kind.Kind, pair);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string kind, PairEvidence pair)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("first", pair.First);
        json.WriteString("second", pair.Second);
        json.WriteNumber("answered", pair.Same + pair.Different);
        RunJson.Number(json, "agree", Share(pair.Same, pair.Different), 4);
        RunJson.Number(json, "rightTogether", Share(pair.RightTogether, pair.WrongTogether), 4);
        json.WriteEndObject();
    }

    private static double? Share(double good, double bad) => good + bad > 0 ? good / (good + bad) : null;

    private static long Whole(double count) => (long)Math.Round(count);
}
