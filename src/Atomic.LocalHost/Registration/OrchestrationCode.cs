using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Registration;

/// <summary>The code of one execution, with its types put away.</summary>
internal abstract class OrchestrationCode
{
    /// <summary>The running code; set by <see cref="Begin"/>.</summary>
    public Task? Task { get; protected set; }

    /// <summary>Calls the code; it runs up to its first wait.</summary>
    public abstract void Begin(IOrchestrationContext context);

    /// <summary>The input as JSON; valid until the thread writes other JSON.</summary>
    public abstract ReadOnlySpan<byte> InputJson();

    /// <summary>The result as JSON, once the task has completed well; valid until the thread writes other JSON.</summary>
    public abstract ReadOnlySpan<byte> OutputJson();
}
