namespace Atomic.Client.Microtasks;

/// <summary>Where a microtask stands.</summary>
public enum MicrotaskStatus
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It has an answer.</summary>
    Succeeded,

    /// <summary>No attempt gave an answer that holds.</summary>
    Failed,

    /// <summary>No bid met the policy.</summary>
    NoAward,

    /// <summary>Its caller cancelled it.</summary>
    Cancelled,
}
