using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Errors;

namespace Atomic.LocalHost.Registration;

/// <summary>Everything that the host can run, by name.</summary>
internal sealed class Registry(IReadOnlyDictionary<string, OrchestrationRegistration> orchestrations, IReadOnlyDictionary<string, object> activities)
{
    private readonly FrozenDictionary<string, OrchestrationRegistration> _orchestrations = orchestrations.ToFrozenDictionary();
    private readonly FrozenDictionary<string, object> _activities = activities.ToFrozenDictionary();

    /// <summary>Finds an orchestration.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out OrchestrationRegistration? registration) => _orchestrations.TryGetValue(name, out registration);

    /// <summary>The orchestration of that name and those types.</summary>
    /// <exception cref="AtomicException">It was not registered.</exception>
    public TypedOrchestrationRegistration<TInput, TOutput> Orchestration<TInput, TOutput>(string name) =>
        _orchestrations.TryGetValue(name, out var found) && found is TypedOrchestrationRegistration<TInput, TOutput> typed
            ? typed
            : throw new AtomicException(ErrorCodes.Internal, $"Orchestration {name} is not registered with this host: register it when the host is built.");

    /// <summary>The activity of that name and those types.</summary>
    /// <exception cref="AtomicException">It was not registered.</exception>
    public ActivityRegistration<TInput, TOutput> Activity<TInput, TOutput>(string name) =>
        _activities.TryGetValue(name, out var found) && found is ActivityRegistration<TInput, TOutput> typed
            ? typed
            : throw new AtomicException(ErrorCodes.Internal, $"Activity {name} is not registered with this host: register it when the host is built.");
}
