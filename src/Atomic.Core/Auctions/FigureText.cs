using System.Globalization;

namespace Atomic.Core.Auctions;

/// <summary>Figures as the sentences of eliminations write them, the same on every machine.</summary>
internal static class FigureText
{
    /// <summary>US dollars with four decimals, and up to ten where there are more: <c>$0.0020</c>.</summary>
    /// <param name="value">The amount.</param>
    public static string Usd(double value) =>
        (value < 0 ? "-$" : "$") + Math.Abs(value).ToString("0.0000######", CultureInfo.InvariantCulture);

    /// <summary>Seconds with one decimal, and up to six where there are more: <c>2.0 s</c>.</summary>
    /// <param name="value">The time.</param>
    public static string Seconds(double value) => value.ToString("0.0#####", CultureInfo.InvariantCulture) + " s";

    /// <summary>A probability with two decimals, and up to ten where there are more: <c>0.80</c>.</summary>
    /// <param name="value">The probability.</param>
    public static string Probability(double value) => value.ToString("0.00########", CultureInfo.InvariantCulture);
}
