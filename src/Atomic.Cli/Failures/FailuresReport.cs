using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.Output;
using Atomic.Orchestration.Failures;
using Spectre.Console;

namespace Atomic.Cli.Failures;

/// <summary>What <c>atomic failures</c> prints.</summary>
internal static class FailuresReport
{
    /// <summary>Writes it for a person.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="page">The failures.</param>
    public static void Write(CommandOutput output, FailurePage page)
    {
        if (page.Orchestrations.Count == 0 && page.Messages.Count == 0)
            output.Line("Nothing has failed.");
        if (page.Orchestrations.Count > 0)
            output.Draw(Orchestrations(page.Orchestrations));
        if (page.Messages.Count > 0)
        {
            output.Draw(Messages(page.Messages));
            output.Line("`atomic failures --retry ID` puts a message back on its queue, `--drop ID` lets it go.");
        }

        if (page.Continuation is not null)
            output.Note("There are more orchestrations than these, older ones: GET /api/failures lists them by its continuation.");
    }

    /// <summary>Writes it as the members of an object, as the API has them.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="page">The failures.</param>
    public static void Write(Utf8JsonWriter json, FailurePage page)
    {
        foreach (var member in JsonSerializer.SerializeToElement(page, ApiJson.Default.FailurePage).EnumerateObject())
            member.WriteTo(json);
    }

    private static Table Orchestrations(IReadOnlyList<FailedOrchestration> failed)
    {
        var table = BidderTable.Plain().AddColumns("Failed orchestration", "Tenant", "Kind", "Ended", "Reason");
        foreach (var one in failed)
            table.AddRow(Markup.Escape(one.Id), Markup.Escape(one.Tenant ?? ""), Markup.Escape(one.Kind ?? ""), Time(one.EndedAt), Markup.Escape(one.Reason));
        return table;
    }

    private static Table Messages(IReadOnlyList<FailedMessage> given)
    {
        var table = BidderTable.Plain().AddColumns("Given-up message", "Queue", "Tries", "Given up", "Bytes", "Reason");
        foreach (var one in given)
        {
            table.AddRow(
                Markup.Escape(one.Id), Markup.Escape(one.Queue), one.Tries.ToString(), Time(one.GivenUpAt), Figures.Count(one.Bytes), Markup.Escape(one.Reason));
        }

        return table;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");
}
