using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Learning;

/// <summary>
/// What a plan teaches of whoever has its way where another gave no valid output: the third of an agreement, the heaviest of three votes. What one
/// cannot answer is often hard for others too, so that these are right less often there than elsewhere.
/// </summary>
internal static class MissingAnswer
{
    private const int StepsOfThree = 3;

    /// <summary>How right it was; null where both of the pair gave a valid output, where one of them was not waited for, and where it was not judged.</summary>
    /// <param name="plan">The plan that was executed; null where it is not known.</param>
    /// <param name="attempts">The attempts, in the order in which they ended.</param>
    /// <param name="rightness">How right they were. Whoever has its way gives the answer, so that a verdict tells of it whatever it is.</param>
    public static PairObservation? Judged(Plan? plan, IReadOnlyList<Attempt> attempts, Rightness rightness)
    {
        if (Roles(plan) is not var (decides, one, other)) return null;
        var (first, second) = (StateOf(attempts, one), StateOf(attempts, other));
        if (first is null || second is null || (first.Value && second.Value)) return null;
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Step == decides && rightness[i] is { } score)
            {
                return new PairObservation
                {
                    Pair = BidderPair.Of(plan!.Steps[one], plan.Steps[other]),
                    Missing = [new ApartScore(attempts[i].BidderId, score)],
                };
            }
        }

        return null;
    }

    private static (int Decides, int One, int Other)? Roles(Plan? plan) => plan switch
    {
        AgreePlan => (2, 0, 1),
        VotePlan { Voters.Count: StepsOfThree } vote => Heaviest(vote) switch
        {
            0 => (0, 1, 2),
            1 => (1, 0, 2),
            _ => (2, 0, 1),
        },
        _ => null,
    };

    private static int Heaviest(VotePlan vote)
    {
        var heaviest = 0;
        for (var i = 1; i < vote.Voters.Count; i++)
        {
            if (vote.Voters[i].Weight > vote.Voters[heaviest].Weight) heaviest = i;
        }

        return heaviest;
    }

    // Whether a step gave a valid output; null where it was never asked, or its end not waited for.
    private static bool? StateOf(IReadOnlyList<Attempt> attempts, int step)
    {
        bool? succeeded = null;
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Step != step) continue;
            if (attempts[i].Outcome == AttemptOutcome.Cancelled) return null;
            succeeded = succeeded == true || attempts[i].Outcome == AttemptOutcome.Succeeded;
        }

        return succeeded;
    }
}
