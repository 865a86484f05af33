using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Learning;

/// <summary>
/// What the attempts of a microtask teach. A bidder that is asked because two others differ sees the hard microtasks alone, so that its share of right
/// answers among them says nothing of all microtasks: such a judgement counts for the pair that differed and for no bidder's own record. For the same
/// reason a judgement counts in full only where it would have been made whatever the verdict (<see cref="Rightness.IsComplete"/>): the judged alone would
/// be a selection. Where a right answer tells of every output, it counts by the share of wrong ones that come with a label.
/// </summary>
public static class AttemptObservations
{
    /// <summary>What the attempts show before anybody judges: outcomes, latencies, lengths, and who agrees.</summary>
    /// <param name="plan">The plan that was executed; null where it is not known.</param>
    /// <param name="attempts">The attempts that ended.</param>
    /// <param name="schemaShape">The shape of the output schema that the answers were held to; null where there was none.</param>
    public static Observations Settled(Plan? plan, IReadOnlyList<Attempt> attempts, string? schemaShape = null)
    {
        var bidders = new Observation[attempts.Count];
        for (var i = 0; i < bidders.Length; i++) bidders[i] = Outcome(attempts[i], schemaShape);
        if (PairsOf(plan, attempts) is not { Count: > 0 } pairs) return new Observations(bidders);
        return new Observations(bidders)
        {
            Pairs = [.. pairs.Select(pair => new PairObservation { Pair = IdsOf(pair, attempts), Agreed = pair.Same })],
        };
    }

    /// <summary>What a judgement shows: who was right, alone and together.</summary>
    /// <param name="plan">The plan that was executed; null where it is not known.</param>
    /// <param name="attempts">The attempts that ended.</param>
    /// <param name="answer">The answering attempt's place among them.</param>
    /// <param name="rightness">How right they were.</param>
    public static Observations Judged(Plan? plan, IReadOnlyList<Attempt> attempts, int answer, Rightness rightness)
    {
        var pairs = PairsOf(plan, attempts);
        var bidders = new List<Observation>(attempts.Count);
        for (var i = 0; i < attempts.Count; i++)
        {
            if (rightness[i] is not { } score || IsAskedForDifference(plan, attempts, i)) continue;
            if (rightness.IsComplete || (i == answer && (pairs.Count == 0 || attempts[i].Step >= AskedTogether(plan))))
                bidders.Add(new Observation { BidderId = attempts[i].BidderId, Score = score });
            else if (rightness.IsCompleteByVerdict && pairs.Count > 0)
                bidders.Add(new Observation { BidderId = attempts[i].BidderId, Score = score, IfLabelled = IdsOf(pairs[0], attempts) });
        }

        return new Observations(bidders) { Pairs = [.. pairs.Select(pair => Judged(plan, attempts, answer, rightness, pair)).OfType<PairObservation>()] };
    }

    private static Observation Outcome(Attempt attempt, string? schemaShape) => new()
    {
        BidderId = attempt.BidderId,
        Outcome = attempt.Outcome,
        SchemaShape = schemaShape,
        LatencySeconds = attempt.Requests > 0 && attempt.LatencySeconds > 0 ? attempt.LatencySeconds : null,
        OutputTokens = attempt.OutputTokens,
        CostUsd = attempt.CostUsd,
    };

    // A third that was asked because one of the two failed is none: failures are the endpoints' more than the microtask's.
    private static bool IsAskedForDifference(Plan? plan, IReadOnlyList<Attempt> attempts, int attempt) =>
        plan is AgreePlan && attempts[attempt].Step >= 2 && attempts.Count(static first => first is { Step: < 2, Outcome: AttemptOutcome.Succeeded }) > 1;

    private static PairObservation? Judged(Plan? plan, IReadOnlyList<Attempt> attempts, int answer, Rightness rightness, AttemptPair pair)
    {
        double? together = null;
        var apart = new List<ApartScore>(attempts.Count);
        if (pair.Same && (rightness.IsComplete || OutputComparison.Same(attempts[pair.One], attempts[answer]) == true))
            together = rightness[pair.One];
        for (var i = 0; i < attempts.Count && !pair.Same; i++)
        {
            if (rightness[i] is not { } score) continue;
            if (rightness.IsComplete || IsDecider(plan, attempts, pair, i, answer))
                apart.Add(new ApartScore(attempts[i].BidderId, score));
            else if (rightness.IsCompleteByVerdict)
                apart.Add(new ApartScore(attempts[i].BidderId, score, IfLabelled: true));
        }

        return together is null && apart.Count == 0 && rightness.WrongIsLabelled is null
            ? null
            : new PairObservation { Pair = IdsOf(pair, attempts), TogetherScore = together, Apart = apart, WrongIsLabelled = rightness.WrongIsLabelled };
    }

    // Whoever answers wherever the two differ is judged whatever the verdict: the third of an agreement, the heaviest of three votes.
    private static bool IsDecider(Plan? plan, IReadOnlyList<Attempt> attempts, AttemptPair pair, int attempt, int answer) => attempt == answer && plan switch
    {
        AgreePlan => attempts[attempt].Step >= 2,
        VotePlan { Voters.Count: 3 } vote => attempts[attempt].Step < 3 && attempt != pair.One && attempt != pair.Other
            && vote.Voters.All(voter => voter.Weight <= vote.Voters[attempts[attempt].Step].Weight),
        _ => false,
    };

    // How many of the plan's first steps are asked whatever the others answer.
    private static int AskedTogether(Plan? plan) => plan switch
    {
        AgreePlan => 2,
        VotePlan vote => vote.Voters.Count,
        _ => 1,
    };

    private static List<AttemptPair> PairsOf(Plan? plan, IReadOnlyList<Attempt> attempts)
    {
        var together = AskedTogether(plan);
        var pairs = new List<AttemptPair>();
        if (together < 2) return pairs;
        for (var one = 0; one < attempts.Count; one++)
        {
            for (var other = one + 1; other < attempts.Count; other++)
            {
                if (attempts[one].Step < together && attempts[other].Step < together && OutputComparison.Same(attempts[one], attempts[other]) is { } same)
                    pairs.Add(new AttemptPair(one, other, same));
            }
        }

        return pairs;
    }

    private static BidderPair IdsOf(AttemptPair pair, IReadOnlyList<Attempt> attempts) => BidderPair.Of(attempts[pair.One].BidderId, attempts[pair.Other].BidderId);

    private readonly record struct AttemptPair(int One, int Other, bool Same);
}
