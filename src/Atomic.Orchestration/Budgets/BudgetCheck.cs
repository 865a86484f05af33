using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Budgets;

/// <summary>Tells budgets that can be kept from those that cannot, or that would never apply.</summary>
public static class BudgetCheck
{
    private const int LongestName = 100;
    private const double SmallestUsd = 1e-9;

    /// <summary>What keeps a budget from being kept, in one sentence; null where nothing does.</summary>
    /// <param name="options">The budget.</param>
    public static string? Problem(BudgetOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            return "A budget has no name: give each a name of its own.";
        if (!double.IsFinite(options.LimitUsd) || options.LimitUsd < 0)
            return $"Budget {options.Name} has no usable LimitUsd: it is a finite number that is not negative.";
        return Enum.IsDefined(options.Window) ? null : $"Budget {options.Name} has no usable Window: use none, hour, day or month.";
    }

    /// <summary>What is wrong with the budgets of a configuration, a sentence each; also names that no tenant, kind or batch can have.</summary>
    /// <param name="budgets">The budgets.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<BudgetOptions> budgets)
    {
        foreach (var budget in budgets)
        {
            if (Problem(budget) is { } problem)
                yield return problem;
            if (budget.Name.Length > LongestName)
                yield return $"Budget {budget.Name[..LongestName]}… has a name of {budget.Name.Length} characters: use {LongestName} at most.";
            if (budget.LimitUsd is > 0 and < SmallestUsd)
                yield return $"Budget {budget.Name} has a LimitUsd below a nano-dollar, the smallest amount that is told apart: use 0 to allow nothing.";
            if (!IsEachOr(budget.Tenant, TenantName.IsValid))
                yield return $"Budget {budget.Name} is for a Tenant that cannot be: use a name that matches {TenantName.Pattern}, or * for each, or leave it out for all together.";
            if (!IsEachOr(budget.Kind, KindName.IsValid))
                yield return $"Budget {budget.Name} is for a Kind that cannot be: use a name that matches {KindName.Pattern}, or * for each, or leave it out for all together.";
            if (!IsEachOr(budget.Batch, KindName.IsValid))
                yield return $"Budget {budget.Name} is for a Batch that cannot be: use a name that matches {KindName.Pattern}, or * for each, or leave it out for all together.";
        }

        if (budgets.GroupBy(static budget => budget.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            yield return $"There is more than one budget {twice.Key}: give each a name of its own.";
    }

    private static bool IsEachOr(string? text, Func<string?, bool> isName) => string.IsNullOrEmpty(text) || text == BudgetOptions.Each || isName(text);
}
