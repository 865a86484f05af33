using System.Runtime.InteropServices;

namespace Atomic.Core.Embeddings;

/// <summary>
/// Makes embeddings small: one of at most <see cref="InputVector.MostFigures"/> figures is kept whole, a longer one is multiplied by a fixed matrix of random signs, which keeps cosines
/// to about 1/√256 (Achlioptas, Journal of Computer and System Sciences 66 (2003) 671-687); then each figure is rounded to a signed byte. The same on every machine.
/// </summary>
public static class VectorProjection
{
    /// <summary>The longest embedding; no model is known that gives more.</summary>
    public const int MostDimensions = 65_536;

    private const int SignsPerWord = 64;
    private const int WordsPerFigure = InputVector.MostFigures / SignsPerWord;

    /// <summary>The small vector; null where the embedding is none: empty, too long, with a figure that is no number, or of no direction.</summary>
    /// <param name="model">The embedding model, as it is configured.</param>
    /// <param name="embedding">What it gave.</param>
    public static InputVector? Of(string model, ReadOnlySpan<float> embedding)
    {
        if (embedding.Length is 0 or > MostDimensions) return null;
        foreach (var figure in embedding)
        {
            if (!float.IsFinite(figure)) return null;
        }

        var direction = new double[Math.Min(embedding.Length, InputVector.MostFigures)];
        if (embedding.Length > InputVector.MostFigures) Project(embedding, direction);
        else for (var i = 0; i < direction.Length; i++) direction[i] = embedding[i];
        var figures = SignedFigures.Rounded(direction);
        return figures.AsSpan().ContainsAnyExcept((sbyte)0)
            ? new InputVector { Model = model, Dimensions = embedding.Length, Figures = MemoryMarshal.AsBytes(figures.AsSpan()).ToArray() }
            : null;
    }

    private static void Project(ReadOnlySpan<float> embedding, Span<double> into)
    {
        for (var dimension = 0; dimension < embedding.Length; dimension++)
        {
            var figure = BitConverter.DoubleToUInt64Bits(embedding[dimension]);
            for (var word = 0; word < WordsPerFigure; word++)
            {
                // A random sign is flipped as a bit: a branch on it would be mispredicted every other time.
                var signs = Mixed((ulong)((dimension * WordsPerFigure) + word));
                for (var bit = 0; bit < SignsPerWord; bit++)
                    into[(word * SignsPerWord) + bit] += BitConverter.UInt64BitsToDouble(figure ^ ((signs >> bit) << (SignsPerWord - 1)));
            }
        }
    }

    // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the matrix is never kept.
    private static ulong Mixed(ulong index)
    {
        var mixed = unchecked((index + 1) * 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return mixed ^ (mixed >> 31);
    }
}
