using System.Text.Json.Serialization.Metadata;

namespace Atomic.Orchestration.Durable;

/// <summary>An orchestration's name, wire types and deterministic code; the same on every host.</summary>
/// <typeparam name="TInput">The input; immutable, and lossless through JSON.</typeparam>
/// <typeparam name="TOutput">The result; immutable, and lossless through JSON.</typeparam>
/// <param name="Name">The name in durable history; never changes.</param>
/// <param name="InputJson">How the input is written.</param>
/// <param name="OutputJson">How the result is written.</param>
/// <param name="RunAsync">The code. It awaits nothing but what its context gives it, and reads clock, ids and randomness from there alone.</param>
public sealed record OrchestrationDefinition<TInput, TOutput>(
    string Name,
    JsonTypeInfo<TInput> InputJson,
    JsonTypeInfo<TOutput> OutputJson,
    Func<IOrchestrationContext, TInput, Task<TOutput>> RunAsync);
