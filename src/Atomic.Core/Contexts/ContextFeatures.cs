namespace Atomic.Core.Contexts;

/// <summary>What bids see of an input: which words and pairs of neighbouring words it has, and what shape.</summary>
public sealed class ContextFeatures
{
    internal ContextFeatures(int[] buckets, double[] shape) => (Buckets, Shape) = (buckets, shape);

    /// <summary>The distinct words and pairs, hashed to 0 to below <see cref="ContextText.Buckets"/>, in order of first appearance; at most <see cref="ContextText.MaxDistinct"/>.</summary>
    internal int[] Buckets { get; }

    /// <summary>The figures of its shape, see <see cref="TextShape"/>.</summary>
    internal double[] Shape { get; }

    /// <summary>The features of a text.</summary>
    /// <param name="text">Any text; beyond <see cref="ContextText.MaxCharacters"/> it is cut.</param>
    public static ContextFeatures Of(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, ContextText.MaxCharacters)];
        return new ContextFeatures(ContextText.BucketsOf(text), TextShape.Of(text));
    }
}
