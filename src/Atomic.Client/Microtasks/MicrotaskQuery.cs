namespace Atomic.Client.Microtasks;

/// <summary>Which microtasks to list.</summary>
public sealed record MicrotaskQuery
{
    /// <summary>Only of that kind; null: any.</summary>
    public string? Kind { get; init; }

    /// <summary>Only with that status; null: any.</summary>
    public MicrotaskStatus? Status { get; init; }

    /// <summary>Only those accepted at or after that time; null: any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many on a page, 1 to 1,000.</summary>
    public int Top { get; init; } = 100;

    /// <summary>Where the last page ended; null for the first page.</summary>
    public string? Continuation { get; init; }
}
