namespace Atomic.Core.Explanations;

/// <summary>
/// How figures are written, in one place: enough digits to be true, few enough to be read. A figure that is not finite is
/// written as <see cref="Unknown"/>. A rounding towards one side keeps a sentence such as "below $0.0031" true.
/// </summary>
public static class Figures
{
    /// <summary>What is written for a figure that is not a finite number.</summary>
    public const string Unknown = "unknown";

    private const string Minus = "−";
    private const double Largest = 1e15;
    private const double Smallest = 1e-15;

    /// <summary>US dollars: four significant digits below one dollar (<c>$0.000031</c>), cents above (<c>$1.24</c>).</summary>
    /// <param name="value">USD.</param>
    /// <param name="rounding">To which side.</param>
    public static string Usd(double value, MidpointRounding rounding = MidpointRounding.AwayFromZero)
    {
        if (!double.IsFinite(value)) return Unknown;
        if (value == 0) return "$0";
        var magnitude = Math.Abs(value);
        var sign = value < 0 ? Minus : "";
        if (magnitude is >= Largest or < Smallest) return $"{sign}${magnitude:0.###e+0}";
        var amount = magnitude >= 1 ? Rounded(value, 2, rounding) : Significant(value, 4, rounding);
        return $"{sign}${Math.Abs(amount).ToString("#,0.00##########################")}";
    }

    /// <summary>US dollars as a difference, with its sign (<c>+$0.0002</c>).</summary>
    /// <param name="value">USD.</param>
    public static string SignedUsd(double value) => value > 0 ? $"+{Usd(value)}" : value == 0 ? "±$0" : Usd(value);

    /// <summary>A time span to three significant digits: <c>420 ms</c>, <c>1.2 s</c>, <c>2 min 5 s</c>, <c>1 h 2 min</c>.</summary>
    /// <param name="seconds">Seconds.</param>
    /// <param name="rounding">To which side.</param>
    public static string Duration(double seconds, MidpointRounding rounding = MidpointRounding.AwayFromZero)
    {
        if (!double.IsFinite(seconds)) return Unknown;
        if (seconds == 0) return "0 s";
        var sign = seconds < 0 ? Minus : "";
        var magnitude = Math.Abs(seconds);
        if (magnitude >= Largest) return $"{sign}{magnitude:0.###e+0} s";
        if (magnitude < 60)
        {
            var inMs = Math.Abs(Significant(seconds * 1000, 3, rounding));
            return inMs < 1000 ? $"{sign}{Plain(inMs)} ms" : $"{sign}{Plain(Math.Abs(Significant(seconds, 3, rounding)))} s";
        }

        var whole = (long)Math.Abs(Rounded(seconds, 0, rounding));
        if (whole < 3600) return $"{sign}{whole / 60} min{(whole % 60 == 0 ? "" : $" {whole % 60} s")}";
        var minutes = (long)Math.Abs(Rounded(seconds / 60, 0, rounding));
        return $"{sign}{minutes / 60:#,0} h{(minutes % 60 == 0 ? "" : $" {minutes % 60} min")}";
    }

    /// <summary>A time span as a difference, with its sign (<c>+90 ms</c>).</summary>
    /// <param name="seconds">Seconds.</param>
    public static string SignedDuration(double seconds) => seconds > 0 ? $"+{Duration(seconds)}" : seconds == 0 ? "±0 s" : Duration(seconds);

    /// <summary>A probability in percent: <c>91.2%</c>; never 0% or 100% unless it is that.</summary>
    /// <param name="value">0 to 1.</param>
    /// <param name="rounding">To which side.</param>
    public static string Probability(double value, MidpointRounding rounding = MidpointRounding.AwayFromZero)
    {
        if (!double.IsFinite(value)) return Unknown;
        if (Math.Abs(value) >= Largest) return $"{value:0.###e+0}";
        var percent = Rounded(value * 100, 1, rounding);
        for (var decimals = 2; decimals <= 12 && percent is 0 or 100 && value is not (0 or 1); decimals++)
            percent = Rounded(value * 100, decimals, rounding);
        return $"{(percent < 0 ? Minus : "")}{Plain(Math.Abs(percent))}%";
    }

    /// <summary>A difference of two probabilities in percentage points, with its sign.</summary>
    /// <param name="value">-1 to 1.</param>
    public static string SignedPoints(double value)
    {
        if (!double.IsFinite(value)) return Unknown;
        var points = Significant(value * 100, 3, MidpointRounding.AwayFromZero);
        return $"{(points > 0 ? "+" : points < 0 ? Minus : "±")}{Plain(Math.Abs(points))} percentage {(Math.Abs(points) == 1 ? "point" : "points")}";
    }

    /// <summary>A relative difference in percent, with its sign: 0.123 is <c>+12.3%</c>.</summary>
    /// <param name="ratio">The difference divided by what it is compared with.</param>
    public static string SignedPercent(double ratio)
    {
        if (!double.IsFinite(ratio) || Math.Abs(ratio) >= Largest) return Unknown;
        var percent = Rounded(ratio * 100, Math.Abs(ratio) >= 1 ? 0 : 1, MidpointRounding.AwayFromZero);
        return $"{(percent > 0 ? "+" : percent < 0 ? Minus : "±")}{Plain(Math.Abs(percent))}%";
    }

    /// <summary>A plain number to six significant digits, for arithmetic that a reader can repeat.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return Unknown;
        if (Math.Abs(value) >= Largest || (value != 0 && Math.Abs(value) < Smallest)) return $"{value:0.#####e+0}";
        var number = Significant(value, 6, MidpointRounding.AwayFromZero);
        return $"{(number < 0 ? Minus : "")}{Math.Abs(number).ToString("0.############################")}";
    }

    /// <summary>A number rounded to that many decimals, without trailing zeros.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">0 to 28; other values are taken as the nearer of both.</param>
    public static string Decimals(double value, int decimals)
    {
        if (!double.IsFinite(value)) return Unknown;
        if (Math.Abs(value) >= Largest) return $"{value:0.#####e+0}";
        var number = Rounded(value, decimals, MidpointRounding.AwayFromZero);
        return $"{(number < 0 ? Minus : "")}{Math.Abs(number).ToString("0.############################")}";
    }

    /// <summary>A count: <c>1,234</c>; with a fraction where an effective number has one: <c>12.5</c>.</summary>
    /// <param name="value">The count.</param>
    public static string Count(double value) =>
        !double.IsFinite(value) ? Unknown : Math.Abs(value) >= Largest ? $"{value:0.###e+0}" : Plain(Rounded(value, 1, MidpointRounding.AwayFromZero));

    /// <summary>A moment in UTC to the millisecond: <c>2026-03-01 09:30:00.125 UTC</c>.</summary>
    /// <param name="moment">The moment.</param>
    public static string Time(DateTimeOffset moment) => $"{moment.ToUniversalTime():yyyy-MM-dd HH:mm:ss.fff} UTC";

    private static string Plain(decimal value) => value.ToString("#,0.############################");

    private static decimal Significant(double value, int digits, MidpointRounding rounding) =>
        value == 0 ? 0 : Rounded(value, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), rounding);

    // The cast keeps 15 significant digits, so that noise in the last bits never shows as a digit.
    private static decimal Rounded(double value, int decimals, MidpointRounding rounding) =>
        decimals >= 0
            ? decimal.Round((decimal)value, Math.Min(decimals, 28), rounding)
            : decimal.Round((decimal)value, 0, rounding);
}
