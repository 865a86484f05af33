namespace Atomic.Core.Calibration;

/// <summary>
/// How a bidder's judged answers came out against the probabilities that it promised for one kind. Bounded: ten bins and a few means. A score between 0 and 1
/// counts as that much of a right answer and the rest of a wrong one.
/// </summary>
/// <remarks>
/// Evidence fades in two ways, as that of schema shapes does: with each judged promise, and with everything else that the kind learns. A bidder that is
/// discounted until it wins nothing gives no new evidence, and would otherwise never be heard again.
/// </remarks>
public sealed record QualityCalibration
{
    /// <summary>What is kept per version of the kind's record: half after 1,386 settlements or feedbacks.</summary>
    public const double VersionRetention = 0.9995;

    /// <summary>The surest promise that the logarithmic loss is computed for: a promise of 1 that fails costs 13.8, not infinitely much.</summary>
    public const double Surest = 1 - 1e-6;

    // What weighs less is forgotten.
    private const double LeastWeight = 1e-9;

    /// <summary>Nothing is known.</summary>
    public static QualityCalibration None { get; } = new();

    /// <summary>Promises ever judged, without forgetting.</summary>
    public long Judged { get; init; }

    /// <summary>The mean Brier score, 0 (best) to 1: the squared distance of promise and outcome (Brier, Monthly Weather Review 78 (1950) 1-3).</summary>
    public double Brier { get; init; }

    /// <summary>The mean logarithmic loss in nats, 0 (best) and above.</summary>
    public double LogLoss { get; init; }

    /// <summary>The judged answers by what was promised, the lowest tenth first; tenths without any are left out.</summary>
    public IReadOnlyList<ReliabilityBin> Bins
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The version of the kind's record at which it was learned last.</summary>
    public long AtVersion { get; init; }

    /// <summary>The effective number of judged answers, after forgetting.</summary>
    public double Weight
    {
        get
        {
            var weight = 0.0;
            foreach (var bin in Bins) weight += bin.Weight;
            return weight;
        }
    }

    /// <summary>The mean of what was promised; 0 where nothing was judged.</summary>
    public double MeanPromised => MeanOf(static bin => bin.Promised);

    /// <summary>The share that was right; 0 where nothing was judged.</summary>
    public double ShareRight => MeanOf(static bin => bin.Right);

    /// <summary>The squared distance of promise and outcome.</summary>
    /// <param name="promised">What was promised, 0 to 1.</param>
    /// <param name="score">How right it was, 0 to 1.</param>
    public static double BrierOf(double promised, double score) => (score * (1 - promised) * (1 - promised)) + ((1 - score) * promised * promised);

    /// <summary>What is kept of what was learned, at that version of the kind's record.</summary>
    /// <param name="version">The version now.</param>
    public double KeptAt(long version) => Math.Pow(VersionRetention, Math.Max(0, version - AtVersion));

    /// <summary>The statistics after one more judged answer.</summary>
    /// <param name="promised">What was promised, 0 to 1.</param>
    /// <param name="score">How right it was, 0 to 1.</param>
    /// <param name="trust">The score's weight, above 0 and up to 1.</param>
    /// <param name="version">The version of the kind's record afterwards.</param>
    public QualityCalibration After(double promised, double score, double trust, long version)
    {
        // Linear in trust, as with every other count: see DecayedCounts.
        var kept = KeptAt(version) * (1 - (trust * (1 - CalibrationUpdate.Retention)));
        var tenth = ReliabilityBin.TenthOf(promised);
        var own = new ReliabilityBin(tenth, 0, 0, 0);
        var (bins, weight) = (new List<ReliabilityBin>(Bins.Count + 1), trust);
        foreach (var bin in Bins)
        {
            var old = bin with { Weight = bin.Weight * kept };
            weight += old.Weight;
            if (old.Tenth == tenth) own = old;
            else if (old.Weight >= LeastWeight) bins.Add(old);
        }

        bins.Insert(bins.TakeWhile(bin => bin.Tenth < tenth).Count(), own.After(promised, score, trust));
        var share = trust / weight;
        return new QualityCalibration
        {
            Judged = Judged + 1,
            Brier = Brier + (share * (BrierOf(promised, score) - Brier)),
            LogLoss = LogLoss + (share * (LogLossOf(promised, score) - LogLoss)),
            Bins = bins,
            AtVersion = Math.Max(AtVersion, version),
        };
    }

    /// <inheritdoc/>
    public bool Equals(QualityCalibration? other) =>
        other is not null && (Judged, Brier, LogLoss, AtVersion) == (other.Judged, other.Brier, other.LogLoss, other.AtVersion) && Bins.SequenceEqual(other.Bins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Judged, Brier, LogLoss, AtVersion, Bins.Count);

    /// <summary>The mean of something over all bins, by weight; 0 where nothing was judged.</summary>
    /// <param name="of">What.</param>
    internal double MeanOf(Func<ReliabilityBin, double> of)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var bin in Bins) (sum, weight) = (sum + (bin.Weight * of(bin)), weight + bin.Weight);
        return weight > 0 ? sum / weight : 0;
    }

    private static double LogLossOf(double promised, double score)
    {
        var right = Math.Clamp(promised, 1 - Surest, Surest);
        return -((score * Math.Log(right)) + ((1 - score) * Math.Log(1 - right)));
    }
}
