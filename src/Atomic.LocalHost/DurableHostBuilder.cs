using Atomic.Core.Errors;
using Atomic.LocalHost.Engine;
using Atomic.LocalHost.Purge;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.LocalHost;

/// <summary>Puts a <see cref="DurableHost"/> together.</summary>
public sealed class DurableHostBuilder
{
    private readonly Dictionary<string, OrchestrationRegistration> _orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _activities = new(StringComparer.Ordinal);
    private readonly List<IPurgeListener> _purgeListeners = [];

    /// <summary>The limits.</summary>
    public DurableHostOptions Options { get; set; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where the host and the orchestrations log.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Adds an orchestration. Those that may be running in the database must all be added.</summary>
    /// <param name="orchestration">Which.</param>
    /// <exception cref="AtomicException">There is one of that name already.</exception>
    public DurableHostBuilder AddOrchestration<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> orchestration)
    {
        if (!_orchestrations.TryAdd(orchestration.Name, new TypedOrchestrationRegistration<TInput, TOutput>(orchestration)))
            throw new AtomicException(ErrorCodes.Internal, $"Orchestration {orchestration.Name} is registered twice.");
        return this;
    }

    /// <summary>Adds an activity.</summary>
    /// <param name="activity">Which.</param>
    /// <param name="handler">
    /// What does it: called with the input, the run that it serves, and a token that is cancelled when nobody waits for it any more. An internal activity
    /// that completes synchronously costs no hop.
    /// </param>
    /// <exception cref="AtomicException">There is one of that name already.</exception>
    public DurableHostBuilder AddActivity<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, Func<TInput, ActivityInvocation, CancellationToken, Task<TOutput>> handler)
    {
        if (!_activities.TryAdd(activity.Name, new ActivityRegistration<TInput, TOutput>(activity, handler)))
            throw new AtomicException(ErrorCodes.Internal, $"Activity {activity.Name} is registered twice.");
        return this;
    }

    /// <summary>Adds someone who drops what belongs to instances that are purged.</summary>
    /// <param name="listener">Who.</param>
    public DurableHostBuilder AddPurgeListener(IPurgeListener listener)
    {
        _purgeListeners.Add(listener);
        return this;
    }

    /// <summary>Makes the host; it does nothing before <see cref="DurableHost.StartAsync(CancellationToken)"/>.</summary>
    /// <param name="database">A database that was opened with <see cref="History.HistorySchema.Component"/>; the caller closes it after the host.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where an option is out of range.</exception>
    public DurableHost Build(IAtomicDatabase database)
    {
        Options.Validate();
        var services = new EngineServices(database, new Registry(_orchestrations, _activities), Options, Time, LoggerFactory);
        return new DurableHost(services, new Purger(services, [.. _purgeListeners]));
    }
}
