using Atomic.Core.Contexts;

namespace Atomic.Core.Embeddings;

/// <summary>An input's vector as what was learned of its space reads it at one moment: the same for all bidders.</summary>
internal sealed class VectorReading
{
    private readonly double[] _weighted;
    private readonly double[] _weights;

    /// <summary>A reading.</summary>
    /// <param name="space">Who read it.</param>
    /// <param name="differing">How the input differs from others.</param>
    /// <param name="rounded">The same, rounded.</param>
    /// <param name="neighbours">The inputs of like meaning.</param>
    /// <param name="heads">How many bidders are known.</param>
    public VectorReading(VectorSpace space, double[] differing, sbyte[] rounded, List<Neighbour> neighbours, int heads)
    {
        (Space, Differing, Rounded) = (space, differing, rounded);
        (_weighted, _weights) = (new double[heads], new double[heads]);
        foreach (var neighbour in neighbours)
        {
            foreach (var surprise in neighbour.Surprises)
            {
                _weighted[surprise.Head] += neighbour.Weight * surprise.Residual;
                _weights[surprise.Head] += neighbour.Weight;
            }
        }
    }

    /// <summary>Who read it.</summary>
    public VectorSpace Space { get; }

    /// <summary>How the input differs from others: a vector of length one.</summary>
    public double[] Differing { get; }

    /// <summary>The same, rounded.</summary>
    public sbyte[] Rounded { get; }

    /// <summary>The mean surprise of a bidder at inputs of like meaning; 0 for a bidder that came later.</summary>
    /// <param name="head">The bidder's number.</param>
    public double SurpriseOf(int head) => head < _weights.Length ? VectorHead.MeanSurprise(_weighted[head], _weights[head]) : 0;
}
