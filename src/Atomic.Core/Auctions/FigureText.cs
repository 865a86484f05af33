using System.Globalization;
using System.Runtime.InteropServices;

namespace Atomic.Core.Auctions;

/// <summary>
/// A figure as the sentences of eliminations write it, the same on every machine. It is formatted straight into the sentence, since
/// thousands of bids may be eliminated at once.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FigureText : ISpanFormattable
{
    private readonly double _value;
    private readonly string _format;
    private readonly string _prefix;
    private readonly string _suffix;

    private FigureText(double value, string prefix, string format, string suffix)
    {
        _value = value;
        _format = format;
        _prefix = prefix;
        _suffix = suffix;
    }

    /// <summary>US dollars with four decimals, and up to ten where there are more: <c>$0.0020</c>.</summary>
    /// <param name="value">The amount.</param>
    public static FigureText Usd(double value) => new(Math.Abs(value), value < 0 ? "-$" : "$", "0.0000######", "");

    /// <summary>Seconds with one decimal, and up to six where there are more: <c>2.0 s</c>.</summary>
    /// <param name="value">The time.</param>
    public static FigureText Seconds(double value) => new(value, "", "0.0#####", " s");

    /// <summary>A probability with two decimals, and up to ten where there are more: <c>0.80</c>.</summary>
    /// <param name="value">The probability.</param>
    public static FigureText Probability(double value) => new(value, "", "0.00########", "");

    /// <inheritdoc/>
    public override string ToString() => _prefix + _value.ToString(_format, CultureInfo.InvariantCulture) + _suffix;

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (!_prefix.TryCopyTo(destination)) return false;
        var rest = destination[_prefix.Length..];
        if (!_value.TryFormat(rest, out var digits, _format, CultureInfo.InvariantCulture)) return false;
        if (!_suffix.TryCopyTo(rest[digits..])) return false;
        charsWritten = _prefix.Length + digits + _suffix.Length;
        return true;
    }
}
