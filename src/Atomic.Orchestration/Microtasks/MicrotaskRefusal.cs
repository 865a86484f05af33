namespace Atomic.Orchestration.Microtasks;

/// <summary>Why nothing was awarded, for programs: a bid that met every other limit stood at the ready.</summary>
/// <param name="Code"><see cref="BudgetExhausted"/>: money alone stood in the way.</param>
/// <param name="Budget">The budget's display name, which tells whose account it is: <c>per-tenant (acme)</c>.</param>
/// <param name="LeftUsd">USD that were left in it, not negative.</param>
/// <param name="RenewsAt">When it has all of its limit again; null where it never renews by itself.</param>
public sealed record MicrotaskRefusal(string Code, string Budget, double LeftUsd, DateTimeOffset? RenewsAt)
{
    /// <summary>What is left in a budget does not hold what any eligible bidder may cost at most.</summary>
    public const string BudgetExhausted = "budget-exhausted";
}
