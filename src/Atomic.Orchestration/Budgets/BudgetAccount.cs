using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Budgets;

/// <summary>One account of a budget with its sums in nano-dollars, for stores to reckon with; wide enough that no sum of amounts overflows. Not thread-safe.</summary>
public sealed class BudgetAccount
{
    internal BudgetAccount(Budget budget, AccountKey key, BudgetPeriod period) => (Budget, Key, Period) = (budget, key, period);

    /// <summary>Its budget.</summary>
    public Budget Budget { get; }

    /// <summary>Which of its accounts.</summary>
    public AccountKey Key { get; }

    /// <summary>Its window.</summary>
    public BudgetPeriod Period { get; }

    /// <summary>The budget's name, and whose account it is where each has its own.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The tenant that it is for; null: all together.</summary>
    public string? Tenant { get; init; }

    /// <summary>The kind that it is for; null: every kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The batch that it is for; null: with or without.</summary>
    public string? Batch { get; init; }

    /// <summary>What was spent.</summary>
    public Int128 Spent { get; set; }

    /// <summary>What is reserved.</summary>
    public Int128 Reserved { get; set; }

    /// <summary>When it was booked last, as far as that matters for how long it is kept.</summary>
    public DateTimeOffset BookedAt { get; set; }

    /// <summary>What is left; negative where the limit was lowered, or more was spent than reserved.</summary>
    public Int128 Left => Budget.Limit - Spent - Reserved;

    internal TimeSpan? KeptFor { get; init; }

    /// <summary>When it may be forgotten if nothing is reserved in it; null: never.</summary>
    public DateTimeOffset? ExpiresAt => KeptFor is { } kept ? BookedAt + kept : Period.End + Budget.Retention;

    /// <summary>Whether its window is that of the moment.</summary>
    /// <param name="moment">The moment.</param>
    public bool IsPresent(DateTimeOffset moment) => BudgetPeriod.At(Budget.Window, moment) == Period;

    /// <summary>As others see it.</summary>
    public BudgetState ToState() => new(DisplayName, Kind, Budget.LimitUsd, NanoDollars.ToUsd(Spent), NanoDollars.ToUsd(Reserved))
    {
        Budget = Budget.Name,
        Tenant = Tenant,
        Batch = Batch,
        Window = Budget.Window,
        WindowStart = Period.Start,
        RenewsAt = Period.End,
    };

    /// <summary>As others see an account for which there is no room: nothing is left in it.</summary>
    public BudgetState ToFullState() => ToState() with { Name = $"{DisplayName}, which has no room for another account", LimitUsd = 0 };
}
