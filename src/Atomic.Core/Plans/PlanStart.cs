namespace Atomic.Core.Plans;

/// <summary>An asking that was started.</summary>
/// <param name="Ask">Which.</param>
/// <param name="At">When.</param>
public sealed record PlanStart(PlanAsk Ask, DateTimeOffset At);
