using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;

namespace Atomic.Orchestration.Budgets;

/// <summary>One budget with its sums in nano-dollars, for stores to reckon with; wide enough that no sum of amounts overflows. Not thread-safe.</summary>
public sealed class BudgetAccount
{
    private readonly double _limitUsd;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The budget.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public BudgetAccount(BudgetOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            throw new AtomicException(ErrorCodes.InvalidConfiguration, "A budget has no name: give each a name of its own.");
        if (!double.IsFinite(options.LimitUsd) || options.LimitUsd < 0)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"Budget {options.Name} has no usable LimitUsd: it is a finite number that is not negative.");
        StoredText.RequireKey(options.Name);
        Name = options.Name;
        Kind = string.IsNullOrEmpty(options.Kind) ? null : options.Kind;
        _limitUsd = options.LimitUsd;
        Limit = NanoDollars.Down(options.LimitUsd);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The kind that it is for; null: every kind.</summary>
    public string? Kind { get; }

    /// <summary>The limit.</summary>
    public Int128 Limit { get; }

    /// <summary>What was spent.</summary>
    public Int128 Spent { get; set; }

    /// <summary>What is reserved.</summary>
    public Int128 Reserved { get; set; }

    /// <summary>What is left; negative where the limit was lowered, or more was spent than reserved.</summary>
    public Int128 Left => Limit - Spent - Reserved;

    /// <summary>Whether it is for that kind.</summary>
    /// <param name="kind">The kind.</param>
    public bool AppliesTo(string kind) => Kind is null || Kind == kind;

    /// <summary>The accounts of all budgets, in the order of the configuration; nothing is spent or reserved.</summary>
    /// <param name="options">The budgets.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where a budget has no name, another's name, or no usable limit.</exception>
    public static IReadOnlyList<BudgetAccount> OfAll(IReadOnlyList<BudgetOptions> options)
    {
        BudgetAccount[] accounts = [.. options.Select(static budget => new BudgetAccount(budget))];
        if (accounts.GroupBy(static account => account.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"There is more than one budget {twice.Key}: give each a name of its own.");
        return accounts;
    }

    /// <summary>As others see it.</summary>
    public BudgetState ToState() => new(Name, Kind, _limitUsd, NanoDollars.ToUsd(Spent), NanoDollars.ToUsd(Reserved));
}
