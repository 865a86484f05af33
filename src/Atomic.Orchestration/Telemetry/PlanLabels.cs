using Atomic.Core.Plans;

namespace Atomic.Orchestration.Telemetry;

/// <summary>Plans as labels of metrics, of which there must be few.</summary>
internal static class PlanLabels
{
    /// <summary>Who won: a bidder, or of a composite plan its form alone, since the plans of a market are hundreds.</summary>
    /// <param name="winner">The winning bid's id.</param>
    /// <param name="plan">The award's plan.</param>
    public static string Of(string winner, Plan? plan) => plan is AgreePlan or VotePlan or HedgePlan ? WireNames<PlanForm>.Of(plan.Form) : winner;

    /// <summary>How many of a plan's first steps are its own; what stands behind them are fallbacks.</summary>
    /// <param name="plan">The plan; null where it is not known.</param>
    public static int OwnSteps(Plan? plan) => plan switch
    {
        AgreePlan => 3,
        VotePlan vote => vote.Voters.Count,
        HedgePlan => 2,
        _ => 1,
    };
}
