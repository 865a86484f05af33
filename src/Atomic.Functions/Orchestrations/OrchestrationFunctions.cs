using System.Text.Json;
using Atomic.Orchestration.Microtasks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Atomic.Functions.Orchestrations;

/// <summary>The orchestrations, each under the name that stands in durable history.</summary>
public sealed class OrchestrationFunctions
{
    /// <summary>The flow of one microtask.</summary>
    /// <param name="context">The orchestration.</param>
    [Function("Microtask")]
    public Task<JsonElement> MicrotaskAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        OrchestrationRun.RunAsync(MicrotaskOrchestration.Definition, context);
}
