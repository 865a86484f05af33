using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>An asking that is to be started now.</summary>
/// <param name="Ask">Which.</param>
/// <param name="Rejected">The bidder's own refused answer, where it is asked again; null at the first asking.</param>
public sealed record PlanOrder(PlanAsk Ask, RejectedAnswer? Rejected);
