using System.Text.Json;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Activities;

/// <summary>Runs an activity on a message of durable history.</summary>
internal static class ActivityRun
{
    /// <summary>Reads the input, runs the activity, writes its result.</summary>
    /// <param name="definition">Which.</param>
    /// <param name="input">Its input as it travelled.</param>
    /// <param name="activity">What it does.</param>
    /// <param name="cancellationToken">The host's: cancelled when the worker stops.</param>
    public static async Task<JsonElement> RunAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition,
        JsonElement input,
        Func<TInput, CancellationToken, Task<TOutput>> activity,
        CancellationToken cancellationToken)
    {
        var output = await activity(input.Deserialize(definition.InputJson)!, cancellationToken);
        return JsonSerializer.SerializeToElement(output, definition.OutputJson);
    }
}
