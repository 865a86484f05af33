using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>
/// Counts votes: answers that are equal are one party, and a party's weight is the sum of its voters' weights. The heaviest party wins; of parties
/// of the same weight that whose first voter weighs more, and then that whose first voter stands first in the plan.
/// </summary>
internal static class VoteCount
{
    // Sums of the same weights in another order differ by less.
    private const double Tolerance = 1e-9;

    /// <summary>The answer of the winning party's first voter, as soon as no vote that is still out can change which party that is; null before, and where nobody answered.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="steps">Where its steps stand.</param>
    public static Attempt? Decided(VotePlan plan, PlanSteps steps)
    {
        var parties = Parties(plan, steps);
        if (parties.Count == 0) return null;

        // The worst for who leads: whatever is out and weighs something votes for one other party, and what weighs less than nothing joins the leader.
        var (gain, loss, isOut) = (0.0, 0.0, false);
        for (var step = 0; step < plan.Voters.Count; step++)
        {
            if (steps[step] is PlanStepState.Answered or PlanStepState.Failed) continue;
            isOut = true;
            var weight = plan.Voters[step].Weight;
            (gain, loss) = weight > 0 ? (gain + weight, loss) : (gain, loss + weight);
        }

        var leader = parties[0];
        if (!isOut) return leader.First;

        // A party that does not exist yet may be of a single voter that weighs nearly nothing.
        var strongest = Math.Max(parties.Count > 1 ? parties[1].Weight : 0, 0) + gain;
        return leader.Weight + loss > strongest + Tolerance ? leader.First : null;
    }

    private static List<Party> Parties(VotePlan plan, PlanSteps steps)
    {
        var parties = new List<Party>(plan.Voters.Count);
        for (var step = 0; step < plan.Voters.Count; step++)
        {
            if (steps.AnswerOf(step) is not { } answer) continue;
            var weight = plan.Voters[step].Weight;
            if (answer.OutputHash is { } hash && parties.Find(party => party.First.OutputHash == hash) is { } known)
                known.Weight += weight;
            else
                parties.Add(new Party(answer, weight) { Weight = weight });
        }

        parties.Sort(static (left, right) =>
        {
            var order = right.Weight.CompareTo(left.Weight);
            if (order == 0) order = right.FirstWeight.CompareTo(left.FirstWeight);
            return order == 0 ? left.First.Step.CompareTo(right.First.Step) : order;
        });
        return parties;
    }

    private sealed class Party(Attempt first, double weight)
    {
        public Attempt First => first;

        public double FirstWeight => weight;

        public double Weight { get; set; }
    }
}
