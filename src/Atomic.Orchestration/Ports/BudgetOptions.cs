namespace Atomic.Orchestration.Ports;

/// <summary>
/// A budget in the configuration. <see cref="Tenant"/>, <see cref="Kind"/> and <see cref="Batch"/> each are a name, which limits the budget to it, or
/// <c>*</c>, which gives each its own account with the whole limit, or left out, which counts all together.
/// </summary>
public sealed class BudgetOptions
{
    /// <summary>What gives each tenant, kind or batch an account of its own.</summary>
    public const string Each = "*";

    /// <summary>Its name, 1 to 100 characters: refusals name it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The tenant that it is for; <c>*</c>: each tenant by itself; null or empty: all together.</summary>
    public string? Tenant { get; set; }

    /// <summary>The kind that it is for; <c>*</c>: each kind by itself; null or empty: all together.</summary>
    public string? Kind { get; set; }

    /// <summary>The batch that it is for; <c>*</c>: each batch of each tenant by itself; null or empty: with or without a batch, all together.</summary>
    public string? Batch { get; set; }

    /// <summary>How often it renews.</summary>
    public BudgetWindow Window { get; set; }

    /// <summary>USD for each account in each window; finite, not negative.</summary>
    public double LimitUsd { get; set; }
}
