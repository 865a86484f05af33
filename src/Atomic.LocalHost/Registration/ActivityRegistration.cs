using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Registration;

/// <summary>An activity and what does it.</summary>
internal sealed record ActivityRegistration<TInput, TOutput>(
    ActivityDefinition<TInput, TOutput> Definition,
    Func<TInput, ActivityInvocation, CancellationToken, Task<TOutput>> Handler);
