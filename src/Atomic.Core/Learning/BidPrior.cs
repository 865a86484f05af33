using System.Runtime.InteropServices;
using Atomic.Core.Markets;

namespace Atomic.Core.Learning;

/// <summary>
/// What is believed before a bidder's own record for the kind. For most it is the market's configuration. A prompt variant begins with what is known of the
/// bidder whose deployment it shares: its odds of a right answer are taken as the base's times a log-normal factor of median 1, so that the belief has the base's
/// mean and the variances of both, and counts for as many observations as that leaves (a two-level normal model of log odds, Gelman et al., Bayesian Data
/// Analysis, 3rd edition, section 5.4, by its first two moments). So a variant of a good bidder is worth trying at once, and none is believed for more than
/// <see cref="HeaviestOfVariant"/> answers that it never gave.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BidPrior
{
    /// <summary>The standard deviation of what another prompt does to the log odds of a right answer: 8 points at 80%.</summary>
    public const double PromptDeviation = 0.5;

    /// <summary>The most observations that what is known of the base counts for.</summary>
    public const double HeaviestOfVariant = 25;

    // The market's own limits on priors, held here too, so that no prior can make a bid that is none.
    private const double LightestPrior = 0.5;
    private const double HeaviestPrior = 1000;

    /// <summary>Probability that a valid answer is right.</summary>
    public double Quality { get; private init; }

    /// <summary>How many observations that counts for.</summary>
    public double QualityWeight { get; private init; }

    /// <summary>Probability that an attempt gives a valid answer at all.</summary>
    public double Answered { get; private init; }

    /// <summary>Probability that an answer meets a schema of the shape.</summary>
    public double Valid { get; private init; }

    /// <summary>Logarithm of the median latency in seconds.</summary>
    public double LogSeconds { get; private init; }

    /// <summary>Logarithm of the median output tokens plus one.</summary>
    public double LogTokens { get; private init; }

    /// <summary>How many observations latency and output tokens count for.</summary>
    public double Weight { get; private init; }

    /// <summary>The prior.</summary>
    /// <param name="bidder">The bidder.</param>
    /// <param name="known">The record of the bidder of which it is a variant; null where it is none.</param>
    /// <param name="schemaShape">The shape of the output schema; null where there is none.</param>
    /// <param name="version">The version of the kind's record, by which evidence of shapes fades.</param>
    public static BidPrior Of(Bidder bidder, TrackRecord? known, string? schemaShape, long version)
    {
        var prior = bidder.Prior;
        var weight = Math.Clamp(prior.Weight, LightestPrior, HeaviestPrior);
        var configured = new BidPrior
        {
            Quality = prior.Quality,
            QualityWeight = weight,
            Answered = BidEstimator.AnsweredPrior,
            Valid = BidEstimator.ValidPrior,
            LogSeconds = Math.Log(Math.Clamp(prior.LatencySeconds, TrackRecordUpdate.ShortestSeconds, TrackRecordUpdate.LongestSeconds)),
            LogTokens = Math.Log(Math.Clamp(prior.OutputTokens, 0, Math.Max(bidder.MaxOutputTokens, 0)) + 1),
            Weight = weight,
        };
        return known is null ? configured : configured.OfVariant(known, schemaShape is null ? default : known.Shapes.Of(schemaShape, version));
    }

    private BidPrior OfVariant(TrackRecord known, DecayedCounts shaped)
    {
        var right = BetaBelief.Of(Quality, QualityWeight, known.Right);
        return this with
        {
            Quality = right.Mean,
            QualityWeight = WeightOf(right),
            Answered = BetaBelief.Of(Answered, BidEstimator.AnsweredPriorWeight, known.Answered).Mean,
            Valid = BetaBelief.Of(Valid, BidEstimator.ValidPriorWeight, shaped).Mean,
            LogSeconds = LogNormalBelief.Of(LogSeconds, Weight, known.LogLatency).Mean,
            LogTokens = LogNormalBelief.Of(LogTokens, Weight, known.LogOutputTokens).Mean,
        };
    }

    // The variance of a Beta belief of n observations is p(1 − p)/(n + 1), and the prompt's on probabilities is (p(1 − p)·σ)² to first order.
    private static double WeightOf(BetaBelief known)
    {
        var spread = known.Mean * (1 - known.Mean);
        var weight = (1 / ((1 / known.Trials) + (spread * PromptDeviation * PromptDeviation))) - 1;
        return Math.Clamp(weight, LightestPrior, HeaviestOfVariant);
    }
}
