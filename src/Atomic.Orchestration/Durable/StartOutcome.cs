namespace Atomic.Orchestration.Durable;

/// <summary>What became of a start.</summary>
public enum StartOutcome
{
    /// <summary>A new instance was started.</summary>
    Started,

    /// <summary>There is an instance of that id already, in whatever state; nothing was done.</summary>
    AlreadyExists,

    /// <summary>The host has as many instances at work as it takes; nothing was done.</summary>
    Overloaded,

    /// <summary>The host is shutting down; nothing was done.</summary>
    ShuttingDown,
}
