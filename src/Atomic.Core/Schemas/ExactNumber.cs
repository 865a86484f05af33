using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>A JSON number as written, without rounding: ± <see cref="_digits"/> × 10^<see cref="_exponent"/>, the digits without leading
/// or trailing zeros, so that equal numbers have equal parts. Binary floating point would make 0.3 no multiple of 0.1.</summary>
internal readonly struct ExactNumber
{
    private readonly bool _negative;
    private readonly string _digits;
    private readonly long _exponent;

    private ExactNumber(bool negative, string digits, long exponent) => (_negative, _digits, _exponent) = (negative, digits, exponent);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _digits.Length == 0 ? 0 : _negative ? -1 : 1;

    /// <summary>True also for 1.0 and 1e3.</summary>
    public bool IsInteger => _exponent >= 0;

    /// <summary>Whether the raw text of a number is short enough for <see cref="Read"/>.</summary>
    public static bool IsWithinBounds(ReadOnlySpan<byte> raw)
    {
        var mark = raw.IndexOfAny("eE"u8);
        return raw.Length <= SchemaLimits.MaxNumberLength && (mark < 0 || raw[(mark + 1)..].TrimStart("+-"u8).TrimStart("0"u8).Length <= 9);
    }

    /// <summary>Reads a number that <see cref="IsWithinBounds"/>.</summary>
    public static ExactNumber Read(JsonElement number)
    {
        var raw = number.GetRawText();
        var negative = raw[0] == '-';
        var mark = raw.IndexOfAny(['e', 'E']);
        var exponent = mark < 0 ? 0L : ReadExponent(raw.AsSpan(mark + 1));
        var mantissa = raw[(negative ? 1 : 0)..(mark < 0 ? raw.Length : mark)];
        var point = mantissa.IndexOf('.');
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }
        var digits = mantissa.TrimStart('0');
        var trimmed = digits.TrimEnd('0');
        return trimmed.Length == 0
            ? new ExactNumber(negative: false, "", 0)
            : new ExactNumber(negative, trimmed, exponent + digits.Length - trimmed.Length);
    }

    // It may have any number of leading zeros, so its text can be longer than a long's.
    private static long ReadExponent(ReadOnlySpan<char> text) =>
        (long)BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The integer, or <see cref="long.MaxValue"/> when it is larger; only for integers that are not negative.</summary>
    public long ToCount() =>
        _digits.Length + _exponent > 18
            ? long.MaxValue
            : _digits.Length == 0 ? 0 : long.Parse(_digits + new string('0', (int)_exponent), CultureInfo.InvariantCulture);

    /// <summary>Whether this is an integer times <paramref name="divisor"/>, which is not zero.</summary>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (Sign == 0) return true;
        var shift = _exponent - divisor._exponent;
        // With no trailing zero in the digits, a coarser divisor (a higher power of ten) cannot divide.
        if (shift < 0) return false;
        var modulus = BigInteger.Parse(divisor._digits, CultureInfo.InvariantCulture);
        var digits = BigInteger.Parse(_digits, CultureInfo.InvariantCulture);
        return (digits * BigInteger.ModPow(10, shift, modulus) % modulus).IsZero;
    }

    /// <summary>Negative, zero or positive, as this is less than, equal to or greater than the other.</summary>
    public int OrderAgainst(ExactNumber other)
    {
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);
        var magnitude = (_digits.Length + _exponent).CompareTo(other._digits.Length + other._exponent);
        if (magnitude == 0) magnitude = Math.Sign(string.CompareOrdinal(_digits, other._digits));
        return _negative ? -magnitude : magnitude;
    }

    /// <summary>The same text for the same value, however it was written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(_negative ? "-" : "")}{_digits}e{_exponent}");
}
