using System.Text.Json;
using Atomic.LocalHost.Recovery;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <inheritdoc/>
internal sealed class TypedSubOrchestrationCall<TInput, TOutput>(
    Execution execution,
    int taskId,
    OrchestrationDefinition<TInput, TOutput> definition,
    TypedOrchestrationRegistration<TInput, TOutput> registration,
    string childId,
    TInput input)
    : SubOrchestrationCall(execution, taskId, definition.Name, childId)
{
    private readonly TaskCompletionSource<TOutput> _source = new();

    /// <summary>What orchestrator code awaits.</summary>
    public Task<TOutput> Task => _source.Task;

    /// <inheritdoc/>
    public override Task BeginAsync(InstanceTable instances) => instances.StartChildAsync(Link, Name, ChildId, registration.Create(input));

    /// <inheritdoc/>
    public override void Complete(ReadOnlySpan<byte> json) => _source.TrySetResult(JsonSerializer.Deserialize(json, definition.OutputJson)!);

    /// <inheritdoc/>
    public override void Fail(string reason) => _source.TrySetException(new ActivityFailedException(Name, reason));
}
