using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Routing;

/// <summary>Tells of revealed outcomes as production tells of attempts, so that the same code learns from both.</summary>
/// <param name="models">The set's models as bidders.</param>
internal sealed class RecordedAttempts(IReadOnlyList<Bidder> models)
{
    private const string NoKey = "recorded";

    /// <summary>What the settlement teaches of bidders, what the judgement of every revealed answer teaches, and what the settlement teaches of the input.</summary>
    /// <param name="result">What is revealed.</param>
    /// <param name="bids">What was bid.</param>
    public (Observations Settled, Observations Judged, IReadOnlyList<ContextMeasure> Measures) ObservationsOf(ChoiceResult result, IReadOnlyList<Bid> bids)
    {
        var attempts = new Attempt[result.Revealed.Count];
        var scores = new double?[attempts.Length];
        for (var i = 0; i < attempts.Length; i++)
        {
            var outcome = result.Revealed[i].Outcome;
            attempts[i] = AttemptOf(i, result.Revealed[i]);
            scores[i] = outcome.IsAnswered ? outcome.IsRight ? 1 : 0 : null;
        }

        var isEverybody = result.Revealed.Any(static revealed => !revealed.WasCalled);
        var measures = AttemptMeasures.Of(attempts, bids);
        return isEverybody
            ? (AttemptObservations.Settled(plan: null, attempts) with { Pairs = Pairs(attempts, (_, _, same) => new() { Pair = default, Agreed = same }) }, Judged(attempts, scores), measures)
            : (AttemptObservations.Settled(result.Plan, attempts, bids: bids), AttemptObservations.Judged(result.Plan, attempts, result.Answer ?? -1, Rightness.Known(scores), bids), measures);
    }

    // With full feedback everybody is asked whatever the others answer, so that every judgement is of any microtask and every two are a pair.
    private static Observations Judged(Attempt[] attempts, double?[] scores)
    {
        var bidders = attempts.Select((attempt, i) => new Observation { BidderId = attempt.BidderId, Score = scores[i] }).Where(static observation => observation.Score is not null);
        return new Observations([.. bidders])
        {
            Pairs = Pairs(attempts, (one, _, same) => new()
            {
                Pair = default,
                TogetherScore = same ? scores[one] : null,
                Apart = same ? [] : [.. attempts.Select((attempt, i) => (attempt.BidderId, Score: scores[i])).Where(static judged => judged.Score is not null).Select(static judged => new ApartScore(judged.BidderId, judged.Score!.Value))],
            }),
        };
    }

    private static List<PairObservation> Pairs(Attempt[] attempts, Func<int, int, bool, PairObservation> observed)
    {
        var pairs = new List<PairObservation>();
        for (var one = 0; one < attempts.Length; one++)
        {
            for (var other = one + 1; other < attempts.Length; other++)
            {
                if (OutputComparison.Same(attempts[one], attempts[other]) is { } same)
                    pairs.Add(observed(one, other, same) with { Pair = BidderPair.Of(attempts[one].BidderId, attempts[other].BidderId) });
            }
        }

        return pairs;
    }

    private Attempt AttemptOf(int step, RevealedOutcome revealed) => new()
    {
        Step = step,
        BidderId = models[revealed.Model].Id,
        Model = models[revealed.Model].Model,
        IdempotencyKey = NoKey,
        Outcome = revealed.Outcome.IsAnswered ? AttemptOutcome.Succeeded : AttemptOutcome.InvalidOutput,
        Output = revealed.Outcome.Output is { } output ? JsonSerializer.SerializeToElement(output, OutputJson.Default.String) : null,
        OutputTokens = revealed.Outcome.OutputTokens,
        CostUsd = revealed.WasCalled ? revealed.Outcome.CostUsd : 0,
        LatencySeconds = 0,
    };
}
