using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Registration;

/// <inheritdoc/>
internal sealed class TypedOrchestrationCode<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> definition, TInput input) : OrchestrationCode
{
    /// <inheritdoc/>
    public override void Begin(IOrchestrationContext context)
    {
        try
        {
            Task = definition.RunAsync(context, input);
        }
        catch (Exception exception)
        {
            // Code that throws before it returns a task has failed like any other.
            Task = System.Threading.Tasks.Task.FromException<TOutput>(exception);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> InputJson() => JsonScratch.Write(input, definition.InputJson);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> OutputJson() => JsonScratch.Write(((Task<TOutput>)Task!).Result, definition.OutputJson);
}
