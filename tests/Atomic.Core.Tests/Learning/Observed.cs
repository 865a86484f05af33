using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using CsCheck;

namespace Atomic.Core.Tests.Learning;

/// <summary>Observations and bidders for examples and properties.</summary>
internal static class Observed
{
    private static readonly double[] OddFigures =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, double.Epsilon, 1e-9, 0.5, 1, 3, 1e6, 1e9, 1e300];

    private static readonly Gen<double> Figure = Gen.OneOf(Gen.Int[0, OddFigures.Length - 1].Select(static i => OddFigures[i]), Gen.Double[0, 10]);

    /// <summary>Anything that a store could be handed, broken clocks and meters included.</summary>
    public static readonly Gen<Observation> Anything = Gen.Select(
        Gen.Enum<AttemptOutcome>(),
        Gen.Bool,
        Figure,
        Gen.Int[-2, 5000],
        Figure,
        Gen.Bool,
        Figure,
        Figure,
        static (outcome, attempted, latency, tokens, cost, judged, score, trust) => new Observation
        {
            BidderId = "a",
            Outcome = attempted ? outcome : null,
            LatencySeconds = latency,
            OutputTokens = tokens == -2 ? null : tokens,
            CostUsd = cost,
            Score = judged ? score : null,
            Trust = trust,
        });

    public static readonly Gen<TrackRecord> AnyRecord = Anything.Array[0, 60].Select(static observations => TrackRecord.Empty.After(observations));

    public static readonly Gen<Bidder> AnyBidder = Gen.Select(
        Gen.Double[0, 1],
        Gen.Double[0.5, 1000],
        Gen.Double[-3, 3],
        Gen.Double[0, 2000],
        Gen.Double[0, 100],
        Gen.Int[1, 4096],
        static (quality, weight, latency, tokens, price, most) => new Bidder
        {
            Id = "a",
            Model = "model",
            Source = BidderSource.OpenAiCompatible,
            Price = new TokenPrice(price, price * 4, price / 1e6),
            Prior = new BidderPrior { Quality = quality, Weight = weight, LatencySeconds = Math.Pow(10, latency), OutputTokens = tokens },
            MaxOutputTokens = most,
        });

    public static readonly Bidder Plain = new()
    {
        Id = "a",
        Model = "model",
        Source = BidderSource.OpenAiCompatible,
        Price = new TokenPrice(1, 4),
    };

    public static Observation Answer(double? score = null, double latencySeconds = 1, int outputTokens = 50) => new()
    {
        BidderId = "a",
        Outcome = AttemptOutcome.Succeeded,
        LatencySeconds = latencySeconds,
        OutputTokens = outputTokens,
        CostUsd = 0.001,
        Score = score,
    };

    public static Observation Failure(AttemptOutcome outcome, double? latencySeconds = null) =>
        new() { BidderId = "a", Outcome = outcome, LatencySeconds = latencySeconds };

    public static Observation Judgement(double score, double trust = 1) => new() { BidderId = "a", Score = score, Trust = trust };

    public static TrackRecord After(this TrackRecord record, IEnumerable<Observation> observations) =>
        observations.Aggregate(record, static (known, observation) => known.After(observation));

    public static TrackRecord After(this TrackRecord record, int times, Observation observation) =>
        record.After(Enumerable.Repeat(observation, times));
}
