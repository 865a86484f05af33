namespace Atomic.Core.Plans;

/// <summary>One asking of one bidder under a plan.</summary>
/// <param name="Step">0 for the plan's first step.</param>
/// <param name="Ask">1 for the first asking of the step, 2 where its bidder is asked again with the faults of its first answer.</param>
public sealed record PlanAsk(int Step, int Ask);
