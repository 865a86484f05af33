using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>
/// What a classifier's confidence was worth: how often it was right at that confidence, on examples that it had not learned yet (prequential,
/// Dawid 1984). Confidences fall into bins whose counts fade; bins that contradict the order of confidence are pooled with their neighbours
/// (isotonic regression by pooling adjacent violators, Ayer et al. 1955), and so are bins with too few outcomes, downwards. Constant in size.
/// </summary>
public sealed class ConfidenceCalibrator
{
    /// <summary>What is kept of old outcomes with each new one: some 200 count.</summary>
    public const double Retention = 0.995;

    /// <summary>The least outcomes that a figure rests on, as far as there are any at lower confidence.</summary>
    public const double LeastWeight = 15;

    // Finer towards 1, where the confidences of a good classifier pile up and bids are decided.
    private static readonly double[] s_edges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.997];

    private readonly DecayedCounts[] _bins = new DecayedCounts[s_edges.Length + 1];

    /// <summary>The bins, for snapshots.</summary>
    internal Span<DecayedCounts> Bins => _bins;

    /// <summary>Takes an outcome in.</summary>
    /// <param name="confidence">The confidence, 0 to 1, before the example was learned.</param>
    /// <param name="right">Whether the guess was right.</param>
    public void Add(double confidence, bool right)
    {
        foreach (ref var bin in _bins.AsSpan()) bin = new DecayedCounts(bin.Good * Retention, bin.Bad * Retention);
        ref var own = ref _bins[BinOf(confidence)];
        own = right ? own with { Good = own.Good + 1 } : own with { Bad = own.Bad + 1 };
    }

    /// <summary>The outcomes that speak for guesses of that confidence; weights after fading.</summary>
    /// <param name="confidence">The confidence, 0 to 1.</param>
    public DecayedCounts Evidence(double confidence)
    {
        Span<DecayedCounts> blocks = stackalloc DecayedCounts[_bins.Length];
        Span<int> lasts = stackalloc int[_bins.Length];
        var count = Pool(blocks, lasts);
        var bin = BinOf(confidence);
        var block = 0;
        while (lasts[block] < bin) block++;
        var evidence = blocks[block];
        while (evidence.Total < LeastWeight && --block >= 0) evidence = Sum(evidence, blocks[block]);
        return evidence;
    }

    /// <summary>The probability that a guess of that confidence is right, with its two-sided 90% interval.</summary>
    /// <param name="confidence">The confidence, 0 to 1.</param>
    public Estimate Estimate(double confidence) => WilsonScore.Of(Evidence(confidence));

    private static int BinOf(double confidence)
    {
        var bin = 0;
        while (bin < s_edges.Length && confidence >= s_edges[bin]) bin++;
        return bin;
    }

    private int Pool(Span<DecayedCounts> blocks, Span<int> lasts)
    {
        var count = 0;
        for (var bin = 0; bin < _bins.Length; bin++)
        {
            (blocks[count], lasts[count]) = (_bins[bin], bin);
            count++;
            while (count > 1 && IsNotAbove(blocks[count - 1], blocks[count - 2]))
            {
                blocks[count - 2] = Sum(blocks[count - 2], blocks[count - 1]);
                lasts[count - 2] = lasts[count - 1];
                count--;
            }
        }
        return count;
    }

    // Shares compared without dividing, so that empty bins join the block before them.
    private static bool IsNotAbove(DecayedCounts upper, DecayedCounts lower) => upper.Good * lower.Total <= lower.Good * upper.Total;

    private static DecayedCounts Sum(DecayedCounts one, DecayedCounts other) => new(one.Good + other.Good, one.Bad + other.Bad);
}
