using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Learning;

/// <summary>
/// What the attempts of a microtask teach. An agreement and a vote open with two answers that are there whatever the other says: the two of an agreement, the
/// first two voters to answer. Whoever is asked, or waited for, because these differ sees the hard microtasks alone, so that its share of right answers
/// among them says nothing of all microtasks: such a judgement counts for the pair that differed and for no bidder's own record. For the same
/// reason a judgement counts in full only where it would have been made whatever the verdict (<see cref="Rightness.IsComplete"/>): the judged alone would
/// be a selection. Where a right answer tells of every output, it counts by the share of wrong ones that come with a label.
/// </summary>
public static class AttemptObservations
{
    /// <summary>What the attempts show before anybody judges: outcomes, latencies, lengths, and whether the opening two agree.</summary>
    /// <param name="plan">The plan that was executed; null where it is not known.</param>
    /// <param name="attempts">The attempts, in the order in which they ended.</param>
    /// <param name="schemaShape">The shape of the output schema that the answers were held to; null where there was none.</param>
    /// <param name="bids">What the bidders had bid; null where that is not known.</param>
    public static Observations Settled(Plan? plan, IReadOnlyList<Attempt> attempts, string? schemaShape = null, IReadOnlyList<Bid>? bids = null)
    {
        var bidders = new Observation[attempts.Count];
        for (var i = 0; i < bidders.Length; i++) bidders[i] = Outcome(attempts[i], schemaShape, BidOf(bids, attempts[i].BidderId));
        return Opening(plan, attempts) is { Same: { } same } opening
            ? new Observations(bidders) { Pairs = [new PairObservation { Pair = IdsOf(opening, attempts), Agreed = same }] }
            : new Observations(bidders);
    }

    /// <summary>What a judgement shows: who was right, alone and together.</summary>
    /// <param name="plan">The plan that was executed; null where it is not known.</param>
    /// <param name="attempts">The attempts, in the order in which they ended.</param>
    /// <param name="answer">The answering attempt's place among them.</param>
    /// <param name="rightness">How right they were.</param>
    /// <param name="bids">What the bidders had bid; null where that is not known.</param>
    /// <param name="trust">How much the judgement weighs, 0 to 1.</param>
    public static Observations Judged(
        Plan? plan, IReadOnlyList<Attempt> attempts, int answer, Rightness rightness, IReadOnlyList<Bid>? bids = null, double trust = 1)
    {
        var opening = Opening(plan, attempts);
        var bidders = new List<Observation>(attempts.Count);
        for (var i = 0; i < attempts.Count; i++)
        {
            if (rightness[i] is not { } score || (opening is not null && !opening.Has(i)) || IsAskedForInvalid(plan, attempts, i)) continue;
            if (rightness.IsComplete || (i == answer && opening is null))
                bidders.Add(Judgement(attempts[i].BidderId, score, bids, trust));
            else if (rightness.IsCompleteByVerdict && opening is not null)
                bidders.Add(Judgement(attempts[i].BidderId, score, bids, trust) with { IfLabelled = IdsOf(opening, attempts) });
        }

        var pair = opening is { Same: { } same } ? Judged(plan, attempts, answer, rightness, opening, same) : null;
        var missing = MissingAnswer.Judged(plan, attempts, rightness);
        return new Observations(bidders) { Pairs = (pair, missing) switch
        {
            (null, null) => [],
            (null, _) => [missing with { Trust = trust }],
            (_, null) => [pair with { Trust = trust }],
            _ => [pair with { Trust = trust }, missing with { Trust = trust }],
        } };
    }

    private static Observation Judgement(string bidderId, double score, IReadOnlyList<Bid>? bids, double trust) =>
        new() { BidderId = bidderId, Score = score, Trust = trust, Promised = BidOf(bids, bidderId) is { } bid ? Promise.OfRight(bid) : null };

    // A bid is for one asking of the microtask: a second one has the refused answer and its faults in its prompt, and an estimated cost is no actual one. What a
    // verifier refused was a valid answer, and is learned as a wrong one: it must not look as if the bidder could not answer, or not meet the schema.
    private static Observation Outcome(Attempt attempt, string? schemaShape, Bid? bid) => new()
    {
        BidderId = attempt.BidderId,
        Outcome = attempt.IsRefusedByVerifier() ? AttemptOutcome.Succeeded : attempt.Outcome,
        SchemaShape = schemaShape,
        LatencySeconds = attempt.Requests > 0 && attempt.LatencySeconds > 0 ? attempt.LatencySeconds : null,
        OutputTokens = attempt.OutputTokens,
        CostUsd = attempt.CostUsd,
        PromisedCostUsd = attempt is { Ask: 1, CostIsEstimated: false } ? bid?.CostUsd : null,
        PromisedLatencySeconds = attempt.Ask == 1 ? bid?.LatencySeconds : null,
    };

    private static Bid? BidOf(IReadOnlyList<Bid>? bids, string bidderId) => bids?.FirstOrDefault(bid => bid.BidderId == bidderId);

    private static PairObservation? Judged(Plan? plan, IReadOnlyList<Attempt> attempts, int answer, Rightness rightness, OpeningPair opening, bool same)
    {
        var apart = new List<ApartScore>(attempts.Count);
        for (var i = 0; i < attempts.Count && !same; i++)
        {
            if (rightness[i] is not { } score) continue;
            if (rightness.IsComplete || (i == answer && Decides(plan, attempts[i], opening, i)))
                apart.Add(new ApartScore(attempts[i].BidderId, score));
            else if (rightness.IsCompleteByVerdict)
                apart.Add(new ApartScore(attempts[i].BidderId, score, IfLabelled: true));
        }

        var together = same ? rightness[opening.One] : null;
        return together is null && apart.Count == 0 && rightness.WrongIsLabelled is null
            ? null
            : new PairObservation { Pair = IdsOf(opening, attempts), TogetherScore = together, Apart = apart, WrongIsLabelled = rightness.WrongIsLabelled };
    }

    // Whoever is asked because an endpoint failed sees any microtask; whoever is asked because an answer did not hold sees those that are hard to answer.
    private static bool IsAskedForInvalid(Plan? plan, IReadOnlyList<Attempt> attempts, int place)
    {
        var attempt = attempts[place];
        if (attempt.Step < AskedTogether(plan)) return false;
        for (var i = 0; i < place; i++)
        {
            if (attempts[i].Step != attempt.Step && attempts[i].Outcome == AttemptOutcome.InvalidOutput) return true;
        }

        return false;
    }

    private static int AskedTogether(Plan? plan) => plan switch
    {
        AgreePlan => 2,
        VotePlan vote => vote.Voters.Count,
        HedgePlan => 2,
        _ => 1,
    };

    // Whoever has its way wherever the two differ is judged whatever the verdict: the third of an agreement, the heaviest of three votes.
    private static bool Decides(Plan? plan, Attempt attempt, OpeningPair opening, int place) => !opening.Has(place) && plan switch
    {
        AgreePlan => true,
        VotePlan { Voters.Count: 3 } vote => attempt.Step < 3 && vote.Voters.All(voter => voter.Weight <= vote.Voters[attempt.Step].Weight),
        _ => false,
    };

    // A vote ends as soon as the votes that are out cannot change it, so that a third is heard where the first two differ.
    private static OpeningPair? Opening(Plan? plan, IReadOnlyList<Attempt> attempts)
    {
        var steps = plan switch
        {
            AgreePlan => 2,
            VotePlan vote => vote.Voters.Count,
            _ => 0,
        };
        var one = -1;
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Outcome != AttemptOutcome.Succeeded || attempts[i].Step >= steps) continue;
            if (one >= 0) return new OpeningPair(one, i, OutputComparison.Same(attempts[one], attempts[i]));
            one = i;
        }

        return null;
    }

    private static BidderPair IdsOf(OpeningPair pair, IReadOnlyList<Attempt> attempts) => BidderPair.Of(attempts[pair.One].BidderId, attempts[pair.Other].BidderId);

    private sealed record OpeningPair(int One, int Other, bool? Same)
    {
        public bool Has(int attempt) => attempt == One || attempt == Other;
    }
}
