using System.Text.Json;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask;

namespace Atomic.Functions.Orchestrations;

/// <summary>Runs an orchestration's code over Durable Task.</summary>
internal static class OrchestrationRun
{
    /// <summary>Runs it, or replays it.</summary>
    /// <param name="definition">Which.</param>
    /// <param name="context">Its context.</param>
    /// <returns>An <see cref="Journals.OutputEnvelope"/> as JSON.</returns>
    public static async Task<JsonElement> RunAsync<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> definition, TaskOrchestrationContext context)
    {
        var input = context.GetInput<JsonElement>().Deserialize(definition.InputJson)!;
        var adapter = new TaskOrchestrationContextAdapter(context);
        return adapter.Complete(await definition.RunAsync(adapter, input), definition.OutputJson);
    }
}
