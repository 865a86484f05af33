using System.Numerics;
using System.Runtime.InteropServices;

namespace Atomic.Core.Embeddings;

/// <summary>Signed bytes as vectors. Products are summed as whole numbers, so that they are the same on every machine, however wide its registers are.</summary>
internal static class SignedFigures
{
    private const double Largest = sbyte.MaxValue;

    /// <summary>Bytes as figures.</summary>
    /// <param name="bytes">The bytes.</param>
    public static ReadOnlySpan<sbyte> Of(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, sbyte>(bytes);

    /// <summary>A direction as figures, the largest of them ±127; all 0 where it has none.</summary>
    /// <param name="direction">Finite figures.</param>
    public static sbyte[] Rounded(ReadOnlySpan<double> direction)
    {
        var (figures, largest) = (new sbyte[direction.Length], 0.0);
        foreach (var figure in direction) largest = Math.Max(largest, Math.Abs(figure));
        if (largest <= 0) return figures;
        for (var i = 0; i < figures.Length; i++) figures[i] = (sbyte)Math.Round(direction[i] / largest * Largest);
        return figures;
    }

    /// <summary>The length of a vector; above 0, so that it can be divided by.</summary>
    /// <param name="figures">The vector.</param>
    public static double LengthOf(ReadOnlySpan<sbyte> figures) => Math.Sqrt(Math.Max(Dot(figures, figures), 1));

    /// <summary>The inner product of two vectors of the same number of figures, <see cref="InputVector.MostFigures"/> at most.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static int Dot(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        var (sums, i) = (Vector<int>.Zero, 0);
        for (; i <= one.Length - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(one[i..]), out var oneLow, out var oneHigh);
            Vector.Widen(new Vector<sbyte>(other[i..]), out var otherLow, out var otherHigh);
            Vector.Widen(oneLow * otherLow, out var first, out var second);
            Vector.Widen(oneHigh * otherHigh, out var third, out var fourth);
            sums += first + second + third + fourth;
        }

        var sum = Vector.Sum(sums);
        for (; i < one.Length; i++) sum += one[i] * other[i];
        return sum;
    }
}
