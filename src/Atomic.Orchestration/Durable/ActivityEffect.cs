namespace Atomic.Orchestration.Durable;

/// <summary>Whether an activity touches the world outside the host.</summary>
public enum ActivityEffect
{
    /// <summary>
    /// It reads and writes only what the host makes durable in the same order as history, so that it may run before the events that led to it
    /// are durable: after a crash both are gone, or both are there.
    /// </summary>
    Internal,

    /// <summary>It touches the world (asks a model). It never starts before everything that led to it is durable (invariant 1).</summary>
    External,
}
