using System.Text.Json;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Registration;

/// <inheritdoc/>
internal sealed class TypedOrchestrationRegistration<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> definition)
    : OrchestrationRegistration(definition.Name)
{
    /// <inheritdoc/>
    public override OrchestrationCode Create(ReadOnlySpan<byte> inputJson) => Create(JsonSerializer.Deserialize(inputJson, definition.InputJson)!);

    /// <summary>Its code over an input at hand.</summary>
    public OrchestrationCode Create(TInput input) => new TypedOrchestrationCode<TInput, TOutput>(definition, input);
}
