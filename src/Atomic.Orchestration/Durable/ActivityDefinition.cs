using System.Text.Json.Serialization.Metadata;

namespace Atomic.Orchestration.Durable;

/// <summary>An activity's name, wire types and effect; the same on every host.</summary>
/// <typeparam name="TInput">The input; immutable, and lossless through JSON.</typeparam>
/// <typeparam name="TOutput">The result; immutable, and lossless through JSON.</typeparam>
/// <param name="Name">The name in durable history; never changes.</param>
/// <param name="Effect">Whether it touches the world outside.</param>
/// <param name="InputJson">How the input is written.</param>
/// <param name="OutputJson">How the result is written.</param>
public sealed record ActivityDefinition<TInput, TOutput>(
    string Name,
    ActivityEffect Effect,
    JsonTypeInfo<TInput> InputJson,
    JsonTypeInfo<TOutput> OutputJson);
