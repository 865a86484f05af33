namespace Atomic.Core.Composites;

/// <summary>
/// The natural logarithm by the four operations alone. That of the runtime is the C library's, whose last bit differs from machine to machine, and an
/// award has to come out the same on any.
/// </summary>
internal static class NaturalLogarithm
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const int Terms = 12;

    /// <summary>ln x, to about 15 digits.</summary>
    /// <param name="x">A normal number above 0.</param>
    public static double Of(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);

        // ln m = 2·artanh(z) = 2·(z + z³/3 + z⁵/5 + …) with z = (m − 1)/(m + 1), which is at most 0.18 for m from 0.7 to 1.4.
        if (mantissa > 1.4) (mantissa, exponent) = (mantissa / 2, exponent + 1);
        var z = (mantissa - 1) / (mantissa + 1);
        var sum = 0.0;
        for (var term = Terms; term >= 0; term--) sum = (sum * z * z) + (1.0 / ((2 * term) + 1));
        return (exponent * Ln2) + (2 * z * sum);
    }
}
