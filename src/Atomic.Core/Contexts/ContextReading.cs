namespace Atomic.Core.Contexts;

/// <summary>An input as the model of its kind reads it at one moment: the same for all bidders.</summary>
public sealed class ContextReading
{
    internal ContextReading(ContextFeatures features, float[] weights, int[] rows, double[] shape, Neighbour[] neighbours) =>
        (Features, Weights, Rows, Shape, Neighbours) = (features, weights, rows, shape, neighbours);

    /// <summary>The features.</summary>
    public ContextFeatures Features { get; }

    /// <summary>How much resembles it among what is remembered: the sum of the squared cosines of its neighbours.</summary>
    public double Resemblance => Neighbours.Sum(static neighbour => neighbour.Weight);

    /// <summary>The buckets' weights by rarity, whose squares sum to one.</summary>
    internal float[] Weights { get; }

    /// <summary>The buckets' rows in the vocabulary.</summary>
    internal int[] Rows { get; }

    /// <summary>The standardised figures of shape.</summary>
    internal double[] Shape { get; }

    /// <summary>The most similar inputs that are remembered, the nearest first.</summary>
    internal Neighbour[] Neighbours { get; }
}
