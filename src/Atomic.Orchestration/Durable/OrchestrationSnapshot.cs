namespace Atomic.Orchestration.Durable;

/// <summary>What is durable of one orchestration instance.</summary>
public sealed record OrchestrationSnapshot
{
    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The orchestration's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrchestrationStatus Status { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last event became durable.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whose it is: the tenant.</summary>
    public string? Owner { get; init; }

    /// <summary>The group under which it can be listed: the microtask's kind.</summary>
    public string? Group { get; init; }

    /// <summary>The label that it published last; <c>running</c> before it has published any.</summary>
    public string Label { get; init; } = "running";

    /// <summary>What it published last, as JSON in UTF-8; null where nothing was.</summary>
    public ReadOnlyMemory<byte>? CustomStatusJson { get; init; }

    /// <summary>What it returned, as JSON in UTF-8; null while it runs.</summary>
    public ReadOnlyMemory<byte>? OutputJson { get; init; }

    /// <summary>Why it failed or was terminated; null otherwise.</summary>
    public string? Failure { get; init; }
}
