using System.Collections.Frozen;

namespace Atomic.Core.Policies;

/// <summary>Named policies, so that a caller need not know what a right answer is worth to begin with.</summary>
public static class PolicyPresets
{
    /// <summary>The name of the preset that is used where the caller names none.</summary>
    public const string BalancedName = "balanced";

    /// <summary>The name of a policy that overrides something of its preset's value function.</summary>
    public const string CustomName = "custom";

    private static readonly FrozenDictionary<string, Policy> ByName = new Policy[]
    {
        new() { Preset = "economy", ValueUsd = 0.002, LatencyUsdPerSecond = 0.000_05 },
        new() { Preset = BalancedName, ValueUsd = 0.01, LatencyUsdPerSecond = 0.000_5 },
        new() { Preset = "quality", ValueUsd = 0.1, LatencyUsdPerSecond = 0.000_5 },
        new() { Preset = "realtime", ValueUsd = 0.01, LatencyUsdPerSecond = 0.01 },
    }.ToFrozenDictionary(static policy => policy.Preset);

    /// <summary>The names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The policy of that name, or null.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Policy? Find(string name) => ByName.GetValueOrDefault(name);
}
