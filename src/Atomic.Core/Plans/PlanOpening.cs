using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>
/// The rules of a plan's first part, in which its form shows: who is asked at once, and what the answers decide. Behind it every plan goes on alike,
/// with one bidder after the other.
/// </summary>
internal static class PlanOpening
{
    /// <summary>How many steps belong to it.</summary>
    /// <param name="plan">The plan.</param>
    public static int StepsOf(Plan plan) => plan switch
    {
        AgreePlan or HedgePlan => 2,
        VotePlan vote => vote.Voters.Count,
        _ => 1,
    };

    /// <summary>The attempt whose answer counts, as soon as nothing under way can change that; null before, and where there is none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="steps">Where its steps stand.</param>
    public static Attempt? Decided(Plan plan, PlanSteps steps) => plan switch
    {
        AgreePlan => Agreed(steps) ? steps.AnswerOf(0) : null,
        VotePlan vote => VoteCount.Decided(vote, steps),
        HedgePlan => steps.FirstAnswer(2),
        _ => steps.AnswerOf(0),
    };

    /// <summary>Whether the plan goes on behind it: it has not decided, and nothing under way can make it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="steps">Where its steps stand, with those that will not be started counted as failed.</param>
    public static bool IsOver(Plan plan, PlanSteps steps) => plan switch
    {
        AgreePlan => steps[0] == PlanStepState.Failed || steps[1] == PlanStepState.Failed
            || (steps[0] == PlanStepState.Answered && steps[1] == PlanStepState.Answered && !Agreed(steps)),
        _ => Enumerable.Range(0, StepsOf(plan)).All(step => steps[step] == PlanStepState.Failed),
    };

    private static bool Agreed(PlanSteps steps) => steps.AnswerOf(0)?.OutputHash is { } first && first == steps.AnswerOf(1)?.OutputHash;
}
