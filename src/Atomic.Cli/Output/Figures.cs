using System.Globalization;

namespace Atomic.Cli.Output;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    /// <summary>Money with enough digits for small sums.</summary>
    /// <param name="usd">US dollars.</param>
    public static string Usd(double usd) => usd switch
    {
        0 => "$0",
        >= 100 => usd.ToString("$#,0", CultureInfo.InvariantCulture),
        >= 1 => usd.ToString("$0.00", CultureInfo.InvariantCulture),
        >= 0.01 => usd.ToString("$0.0000", CultureInfo.InvariantCulture),
        _ => usd.ToString("$0.000000", CultureInfo.InvariantCulture),
    };

    /// <summary>A share as a percentage.</summary>
    /// <param name="share">0 to 1; null: not known.</param>
    public static string Percent(double? share) => share is { } known ? (known * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>A count with separators.</summary>
    /// <param name="count">The count.</param>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A time.</summary>
    /// <param name="milliseconds">Milliseconds; null: not known.</param>
    public static string Milliseconds(double? milliseconds) => milliseconds switch
    {
        null => "–",
        >= 10_000 => (milliseconds.Value / 1000).ToString("0.0 s", CultureInfo.InvariantCulture),
        >= 100 => milliseconds.Value.ToString("0 ms", CultureInfo.InvariantCulture),
        _ => milliseconds.Value.ToString("0.0 ms", CultureInfo.InvariantCulture),
    };

    /// <summary>A price per million tokens.</summary>
    /// <param name="usdPerMTok">US dollars.</param>
    public static string Price(double usdPerMTok) => usdPerMTok.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A percentile by the nearest rank; null where there is nothing.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="share">0 to 1.</param>
    public static double? Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
