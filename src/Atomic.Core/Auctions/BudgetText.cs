using System.Globalization;

namespace Atomic.Core.Auctions;

/// <summary>How sentences name a budget, the same on every machine.</summary>
public static class BudgetText
{
    /// <summary>The budget and when it renews: <c>budget per-tenant (acme), which renews at 2026-12-01 00:00 UTC</c>.</summary>
    /// <param name="name">Its display name; null where the record does not say.</param>
    /// <param name="renewsAt">When it renews; null where it does not.</param>
    public static string Of(string? name, DateTimeOffset? renewsAt) =>
        (name is null ? "the budget" : $"budget {name}") + (renewsAt is { } at ? $", which renews at {Time(at)}" : "");

    /// <summary>A time to the minute, in UTC.</summary>
    /// <param name="moment">The time.</param>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
