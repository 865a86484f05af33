using Atomic.Core.Policies;
using Atomic.Orchestration.Access;

namespace Atomic.Orchestration.WhatIf;

/// <summary>Over which traffic to ask what another policy would have cost and earned.</summary>
public sealed record WhatIfQuery
{
    /// <summary>Whose.</summary>
    public string Tenant { get; init; } = TenantName.Default;

    /// <summary>The target policy, resolved and valid.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Only of that kind; null: any.</summary>
    public string? Kind { get; init; }

    /// <summary>Only those accepted at or after that time; null: any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those accepted before that time; null: any.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many microtasks to read at most, the newest first; 1 to <see cref="MostMicrotasks"/>.</summary>
    public int Top { get; init; } = DefaultMicrotasks;

    /// <summary>How many are read where nothing is said.</summary>
    public const int DefaultMicrotasks = 10_000;

    /// <summary>The most that may be read: a bound on the work of one question.</summary>
    public const int MostMicrotasks = 50_000;
}
