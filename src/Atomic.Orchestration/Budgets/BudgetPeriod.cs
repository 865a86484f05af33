using System.Globalization;
using System.Runtime.InteropServices;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Budgets;

/// <summary>One window of a budget: the hour, day or month in UTC that a moment lies in. Pure.</summary>
/// <param name="Window">Its kind.</param>
/// <param name="Start">When it began, in UTC; null where the budget has no window.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BudgetPeriod(BudgetWindow Window, DateTimeOffset? Start)
{
    private const string HourLabel = "yyyy-MM-dd'T'HH";
    private const string DayLabel = "yyyy-MM-dd";
    private const string MonthLabel = "yyyy-MM";

    /// <summary>The budget's next window begins here; null where there is none, or none that a date can tell.</summary>
    public DateTimeOffset? End => Start is not { } start || start.Year == DateTime.MaxValue.Year
        ? null
        : Window switch
        {
            BudgetWindow.Hour => start.AddHours(1),
            BudgetWindow.Day => start.AddDays(1),
            _ => start.AddMonths(1),
        };

    /// <summary>Its name in keys, different for different windows: <c>2026-11-23T15</c>, <c>2026-11-23</c>, <c>2026-11</c>; empty where there is none.</summary>
    public string Label => Start is { } start ? start.ToString(FormatOf(Window), CultureInfo.InvariantCulture) : "";

    /// <summary>The window that a moment lies in.</summary>
    /// <param name="window">How often the budget renews.</param>
    /// <param name="moment">The moment.</param>
    public static BudgetPeriod At(BudgetWindow window, DateTimeOffset moment)
    {
        var at = moment.UtcDateTime;
        return window switch
        {
            BudgetWindow.Hour => Of(new DateTime(at.Year, at.Month, at.Day, at.Hour, 0, 0, DateTimeKind.Utc)),
            BudgetWindow.Day => Of(new DateTime(at.Year, at.Month, at.Day, 0, 0, 0, DateTimeKind.Utc)),
            BudgetWindow.Month => Of(new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc)),
            _ => default,
        };

        BudgetPeriod Of(DateTime start) => new(window, new DateTimeOffset(start));
    }

    /// <summary>The window of a <see cref="Label"/>; null where the text is that of no window of this kind.</summary>
    /// <param name="window">How often the budget renews.</param>
    /// <param name="label">The text.</param>
    public static BudgetPeriod? Find(BudgetWindow window, string label)
    {
        if (window == BudgetWindow.None)
            return label.Length == 0 ? default(BudgetPeriod) : null;
        return DateTimeOffset.TryParseExact(label, FormatOf(window), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? new BudgetPeriod(window, start)
            : null;
    }

    private static string FormatOf(BudgetWindow window) => window switch
    {
        BudgetWindow.Hour => HourLabel,
        BudgetWindow.Day => DayLabel,
        _ => MonthLabel,
    };
}
