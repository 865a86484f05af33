using Atomic.Core.Bids;

namespace Atomic.Core.Specialists;

/// <summary>
/// What guesses came to, by the probability that was believed (prequential: Dawid 1984), and from it how often a specialist is right that answers only from some probability
/// on: a risk-coverage curve with its uncertainty (El-Yaniv and Wiener, JMLR 11 (2010) 1605-1641). An outcome counts for as many microtasks as it stands for (inverse propensity:
/// Horvitz and Thompson 1952), since of confident guesses only the audited ones are ever heard of. Each bin's share is drawn to what was believed by
/// <see cref="Belief"/> outcomes, so that a bin with few of them says neither that it is perfect nor that it is useless. Constant in size.
/// </summary>
public sealed class PrecisionRecord
{
    /// <summary>What is kept of old outcomes with each new one: some 500 count.</summary>
    public const double Retention = 0.998;

    /// <summary>For how many outcomes what was believed counts in each bin.</summary>
    public const double Belief = 20;

    /// <summary>
    /// How many standard deviations the lower end lies below the share. What is known is old and the classifier is better than it was, so that a quarter keeps its promise with room to
    /// spare; what more of them cost stands in docs/decisions/0021.
    /// </summary>
    public const double LowerBoundDeviations = 0.25;

    private const int Bins = 40;
    private const double BinWidth = 0.25;
    private const int BinOfEven = 4;

    // No share is surer than this, so that a run without a fault is not certainty.
    private const double SurestShare = 0.995;

    private readonly PrecisionBin[] _bins = new PrecisionBin[Bins];

    /// <summary>The bins, for snapshots.</summary>
    internal Span<PrecisionBin> Content => _bins;

    /// <summary>Takes an outcome in.</summary>
    /// <param name="probability">The probability of being right as it was believed beforehand, above 0 and below 1.</param>
    /// <param name="right">Whether the guess was right.</param>
    /// <param name="weight">How many microtasks it stands for, at least 1.</param>
    public void Add(double probability, bool right, double weight)
    {
        Fade(Retention);
        ref var bin = ref _bins[BinOf(probability)];
        bin = bin.With(probability, right, weight);
    }

    /// <summary>Lets all that is known fade: it counts less beside what comes.</summary>
    /// <param name="kept">What is kept, 0 to 1.</param>
    public void Fade(double kept)
    {
        foreach (ref var bin in _bins.AsSpan()) bin = bin.Faded(kept);
    }

    /// <summary>How many outcomes of equal weight speak of guesses of about that probability, what was believed included.</summary>
    /// <param name="probability">The probability.</param>
    public double OutcomesAt(double probability) => _bins[BinOf(probability)].Outcomes + Belief;

    /// <summary>
    /// How often answers are right that are given from some probability on, which is that of the guess or a lower one: of all such sets of answers that the guess belongs to, the
    /// one that can promise most.
    /// </summary>
    /// <param name="probability">The guess's probability of being right, above 0 and below 1.</param>
    public AnswerPrecision From(double probability)
    {
        var best = AnswerPrecision.Unknown;
        var own = BinOf(probability);
        double weight = 0, right = 0, variance = 0, outcomes = 0;
        for (var i = Bins - 1; i >= 0; i--)
        {
            var bin = _bins[i];
            if (bin.Weight > 0)
            {
                var heard = bin.Outcomes;
                var share = ((bin.Right * heard) + (bin.Expected * Belief)) / (bin.Weight * (heard + Belief));
                var spread = Math.Min(share, SurestShare) * (1 - Math.Min(share, SurestShare)) / heard;
                weight += bin.Weight;
                right += bin.Weight * share;
                variance += bin.Weight * bin.Weight * spread;
                outcomes += heard;
            }

            if (i > own || !(weight > 0)) continue;
            var reach = LowerBoundDeviations * Math.Sqrt(variance) / weight;
            var low = Math.Max(0, (right / weight) - reach);
            if (low > best.Share.Low) best = new AnswerPrecision(new Estimate(right / weight, low, Math.Min(1, (right / weight) + reach)), outcomes);
        }

        return best;
    }

    private static int BinOf(double probability) =>
        Math.Clamp((int)Math.Floor(Math.Log(probability / (1 - probability)) / BinWidth) + BinOfEven, 0, Bins - 1);
}
