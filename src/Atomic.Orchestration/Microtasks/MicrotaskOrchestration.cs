namespace Atomic.Orchestration.Microtasks;

/// <summary>The durable flow of one microtask.</summary>
public static class MicrotaskOrchestration
{
    /// <summary>Its name in durable history.</summary>
    public const string Name = "Microtask";
}
