using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;

namespace Atomic.Core.Learning;

/// <summary>Computes a bid from a bidder's track record for the kind, its prior and the price book. Pure, in closed form.</summary>
public static class BidEstimator
{
    /// <summary>The prior belief that an attempt gives a valid answer at all.</summary>
    public const double AnsweredPrior = 0.98;

    /// <summary>How many outcomes that belief counts for: few, so that an endpoint that is down is noticed at once.</summary>
    public const double AnsweredPriorWeight = 5;

    /// <summary>The prior belief that an answer meets its output schema, whatever the shape.</summary>
    public const double ValidPrior = 0.97;

    /// <summary>How many answers that belief counts for: few, so that a bidder that cannot meet a schema is noticed at once.</summary>
    public const double ValidPriorWeight = 5;

    // Eight faults of a sentence each, and the request to mend them.
    private const int FaultTokens = 1024;

    /// <summary>
    /// The bid. Success is P(answered) · P(right | answered), and under an output schema P(answered) · P(valid | shape) · P(right | valid), see <see cref="BetaBelief"/>; latency and output tokens are log-normal, see
    /// <see cref="LogNormalBelief"/>, around what the input tells of them; cost is the price at the expected, p10 and p90 output tokens, input tokens being known, and output
    /// tokens never more than the bidder is asked for, which is the most that it can cost.
    /// </summary>
    /// <param name="bidder">The bidder, as a valid market has it.</param>
    /// <param name="record">Its track record for the kind.</param>
    /// <param name="inputTokens">The input's length in tokens, not negative.</param>
    /// <param name="schemaShape">The shape of the output schema, see <see cref="Schemas.SchemaShape"/>; null where there is none.</param>
    /// <param name="version">The version of the kind's record, by which evidence of shapes fades.</param>
    /// <param name="context">What the input tells of its success, its answer's length and its latency; nothing unless said.</param>
    /// <param name="known">The record of the bidder of which it is a prompt variant, see <see cref="BidPrior"/>; null where it is none.</param>
    public static Bid Estimate(
        Bidder bidder, TrackRecord record, int inputTokens, string? schemaShape = null, long version = 0, ContextShift context = default, TrackRecord? known = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        var prior = BidPrior.Of(bidder, known, schemaShape, version);
        var answered = BetaBelief.Of(prior.Answered, AnsweredPriorWeight, record.Answered);
        var shaped = schemaShape is null ? default : record.Shapes.Of(schemaShape, version);
        var valid = BetaBelief.Of(prior.Valid, ValidPriorWeight, shaped);
        var right = BetaBelief.Of(prior.Quality, prior.QualityWeight, record.Right);
        var here = context.Outcomes > 0 ? right.WithOddsTimes(context.OddsRatio) : right;
        var latency = LogNormalBelief.Of(prior.LogSeconds, prior.Weight, record.LogLatency);

        // The record keeps the logarithm of tokens plus one, so that an empty answer has one.
        var length = LogNormalBelief.Of(prior.LogTokens, prior.Weight, record.LogOutputTokens);
        var tokens = OutputTokens(bidder, length.On(context.Length, inputTokens));
        var (byLength, byLatency) = (context.Length.Tells, context.Latency.Tells);
        return new Bid
        {
            BidderId = bidder.Id,
            Model = bidder.Model,
            CostUsd = new Estimate(
                bidder.Price.CostUsd(inputTokens, tokens.Expected),
                bidder.Price.CostUsd(inputTokens, tokens.Low),
                bidder.Price.CostUsd(inputTokens, tokens.High)),
            MostCostUsd = bidder.Price.CostUsd(inputTokens + (schemaShape is null ? 0 : RejectedTokens(bidder)), Math.Max(bidder.MaxOutputTokens, 0)),
            LatencySeconds = latency.On(context.Latency, inputTokens).Figure(NormalQuantile.P95),
            Success = schemaShape is null ? answered.Both(here) : answered.All(valid, here),
            Prompt = bidder.Prompt,
            Evidence = new BidEvidence
            {
                Basis = context.Outcomes > 0 || byLength || byLatency ? BidBasis.Contextual : record.Answered.Total > 0 || record.Right.Total > 0 ? BidBasis.TrackRecord : BidBasis.Prior,
                QualityObservations = record.Right.Total,
                LatencyObservations = record.LogLatency.Weight,
                InputTokens = inputTokens,
                ExpectedOutputTokens = tokens.Expected,
                Answered = schemaShape is null ? answered.Mean : answered.Mean * valid.Mean,
                RightOnAverage = context.Outcomes > 0 ? right.Mean : null,
                ContextOutcomes = context.Outcomes > 0 ? context.Outcomes : null,
                Resemblance = context.Outcomes > 0 ? context.Resemblance : null,
                OutputTokensOnAverage = byLength ? OutputTokens(bidder, length).Expected : null,
                LengthOutcomes = byLength ? context.Length.Outcomes : null,
                LatencyOnAverage = byLatency ? latency.Figure(NormalQuantile.P95).Expected : null,
                LatencyOutcomes = byLatency ? context.Latency.Outcomes : null,
                Embedding = context.Outcomes > 0 ? context.Embedding : null,
                RightTrials = prior.QualityWeight + record.Right.Total,
                PriorOf = known is null ? null : bidder.Prompt?.Of,
                SchemaShape = schemaShape,
                InvalidRate = schemaShape is null ? null : 1 - valid.Mean,
                ShapeObservations = schemaShape is null ? null : shaped.Total,
            },
        };
    }

    // What a second asking has in its prompt beside the first one's: the refused answer, cut to so many characters, and its faults.
    private static int RejectedTokens(Bidder bidder) => Math.Clamp(bidder.MaxOutputTokens, 0, RejectedAnswer.MaxText) + FaultTokens;

    private static Estimate OutputTokens(Bidder bidder, LogNormalBelief length)
    {
        var most = Math.Max(bidder.MaxOutputTokens, 0);
        var plusOne = length.Figure(NormalQuantile.P90);
        return new Estimate(
            Math.Clamp(plusOne.Expected - 1, 0, most),
            Math.Clamp(plusOne.Low - 1, 0, most),
            Math.Clamp(plusOne.High - 1, 0, most));
    }
}
