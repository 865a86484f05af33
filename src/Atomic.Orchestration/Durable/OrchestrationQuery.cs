namespace Atomic.Orchestration.Durable;

/// <summary>Which instances to list, newest first.</summary>
public sealed record OrchestrationQuery
{
    /// <summary>Only orchestrations of that name; null: any.</summary>
    public string? Name { get; init; }

    /// <summary>Only those of that owner; null: any.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those of that group; null: any.</summary>
    public string? Group { get; init; }

    /// <summary>Only those whose label (see <see cref="IOrchestrationContext.SetCustomStatus"/>) is that; null: any. The label of a microtask is its status.</summary>
    public string? Label { get; init; }

    /// <summary>Only those whose orchestration itself failed or was terminated: what an operator looks at.</summary>
    public bool OnlyFailed { get; init; }

    /// <summary>Only those started at or after that time; null: any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    public int Top { get; init; } = 100;

    /// <summary>Where the last page ended; null for the first page.</summary>
    public string? Continuation { get; init; }
}
