namespace Atomic.Client.Microtasks;

/// <summary>The caller's terms. What is null holds as the preset says; the server checks every value and names the one that it cannot take.</summary>
public sealed record MicrotaskPolicy
{
    /// <summary>The cheap one.</summary>
    public static MicrotaskPolicy Economy { get; } = new() { Preset = "economy" };

    /// <summary>The one that holds where nothing is said.</summary>
    public static MicrotaskPolicy Balanced { get; } = new() { Preset = "balanced" };

    /// <summary>The one for which a right answer is worth much.</summary>
    public static MicrotaskPolicy Quality { get; } = new() { Preset = "quality" };

    /// <summary>The one for which a second is worth much.</summary>
    public static MicrotaskPolicy Realtime { get; } = new() { Preset = "realtime" };

    /// <summary><c>economy</c>, <c>balanced</c>, <c>quality</c> or <c>realtime</c>: what the other values begin from.</summary>
    public string? Preset { get; init; }

    /// <summary><c>utility</c>, <c>cheapest</c>, <c>best</c> or <c>fastest</c>.</summary>
    public string? Objective { get; init; }

    /// <summary>What a right answer is worth, in USD.</summary>
    public double? ValueUsd { get; init; }

    /// <summary>What a second of waiting costs, in USD.</summary>
    public double? LatencyUsdPerSecond { get; init; }

    /// <summary>The most that the microtask may cost, in USD.</summary>
    public double? MaxCostUsd { get; init; }

    /// <summary>Seconds for everything; over 0.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>The least probability of a right answer, 0 to 1.</summary>
    public double? MinQuality { get; init; }

    /// <summary>The regions that may see the input; null: any.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>The only bidders that may see it; null: any.</summary>
    public IReadOnlyList<string>? Allow { get; init; }

    /// <summary>The bidders that may not see it.</summary>
    public IReadOnlyList<string>? Deny { get; init; }

    /// <summary>Tags that a bidder must have.</summary>
    public IReadOnlyList<string>? RequireTags { get; init; }

    /// <summary>The forms of plan that may win, for instance <c>single</c> or <c>agree</c>; null: any.</summary>
    public IReadOnlyList<string>? Plans { get; init; }

    /// <summary>Whether a bidder may win by the draw that keeps the market known.</summary>
    public bool? Explore { get; init; }

    /// <summary>Whether models may be shown verified examples of other microtasks for this one, and this one for others; false: neither.</summary>
    public bool? Demonstrations { get; init; }

    /// <summary>How many attempts there may be.</summary>
    public int? MaxAttempts { get; init; }
}
