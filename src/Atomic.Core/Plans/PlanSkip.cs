namespace Atomic.Core.Plans;

/// <summary>An asking that is not made.</summary>
/// <param name="Ask">Which.</param>
/// <param name="Because">Why, in one sentence.</param>
public sealed record PlanSkip(PlanAsk Ask, string Because);
