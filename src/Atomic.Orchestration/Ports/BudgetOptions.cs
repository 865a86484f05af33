namespace Atomic.Orchestration.Ports;

/// <summary>A budget in the configuration.</summary>
public sealed class BudgetOptions
{
    /// <summary>Its name: refusals name it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The kind that it is for; null or empty: every kind.</summary>
    public string? Kind { get; set; }

    /// <summary>USD in all; finite, not negative.</summary>
    public double LimitUsd { get; set; }
}
