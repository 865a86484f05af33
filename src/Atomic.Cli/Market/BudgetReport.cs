using System.Text.Json;
using Atomic.Cli.Output;
using Atomic.Core.Auctions;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Spectre.Console;

namespace Atomic.Cli.Market;

/// <summary>The accounts of budgets, for people and as JSON.</summary>
internal static class BudgetReport
{
    /// <summary>The accounts for people.</summary>
    /// <param name="market">The market.</param>
    public static Table Table(MarketView market)
    {
        var table = BidderTable.Plain().AddColumns("Budget", "Kind", "Window", "Renews");
        foreach (var heading in (ReadOnlySpan<string>)["Limit", "Spent", "Reserved", "Left"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var budget in market.Budgets)
        {
            table.AddRow(
                Markup.Escape(budget.Name),
                Markup.Escape(budget.Kind ?? "every kind"),
                Window(budget.Window),
                budget.RenewsAt is { } renewsAt ? BudgetText.Time(renewsAt) : "never",
                Figures.Usd(budget.LimitUsd),
                Figures.Usd(budget.SpentUsd),
                Figures.Usd(budget.ReservedUsd),
                Figures.Usd(budget.LeftUsd));
        }

        return table;
    }

    /// <summary>Writes one as an object.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="budget">The account.</param>
    public static void Write(Utf8JsonWriter json, BudgetState budget)
    {
        json.WriteStartObject();
        json.WriteString("name", budget.Name);
        json.WriteString("budget", budget.Budget);
        json.WriteString("tenant", budget.Tenant);
        json.WriteString("kind", budget.Kind);
        json.WriteString("batch", budget.Batch);
        json.WriteString("window", Window(budget.Window));
        if (budget.RenewsAt is { } renewsAt) json.WriteString("renewsAt", renewsAt);
        else json.WriteNull("renewsAt");
        json.WriteNumber("limitUsd", budget.LimitUsd);
        json.WriteNumber("spentUsd", budget.SpentUsd);
        json.WriteNumber("reservedUsd", budget.ReservedUsd);
        json.WriteNumber("leftUsd", budget.LeftUsd);
        json.WriteEndObject();
    }

    private static string Window(BudgetWindow window) => window switch
    {
        BudgetWindow.Hour => "hour",
        BudgetWindow.Day => "day",
        BudgetWindow.Month => "month",
        _ => "none",
    };
}
