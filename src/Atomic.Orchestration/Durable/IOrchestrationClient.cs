namespace Atomic.Orchestration.Durable;

/// <summary>Starts, watches and ends orchestrations from outside; each host implements it.</summary>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance, unless there is one of that id. It returns once the instance is accepted in memory: await <see cref="WaitUntilDurableAsync"/> before acknowledging it to anyone.</summary>
    /// <param name="orchestration">Which.</param>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="input">Its input.</param>
    /// <param name="filing">Under what it can be listed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<StartOutcome> StartAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input, Filing filing, CancellationToken cancellationToken);

    /// <summary>Completes once the instance's start is durable.</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task WaitUntilDurableAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>What is durable of the instance, or null where there is none of that id.</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<OrchestrationSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the durable state of the instance satisfies the condition, or it has ended; null where there is none of that id.
    /// </summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="until">The condition; called on each durable change, must be quick.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<OrchestrationSnapshot?> WaitAsync(string instanceId, Func<OrchestrationSnapshot, bool> until, CancellationToken cancellationToken);

    /// <summary>Lists instances.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken);

    /// <summary>The instance's durable events in order; empty where there is none of that id.</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<HistoryEvent>> GetHistoryAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Raises an external event; durable when it returns. False where there is no running instance of that id.</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="payload">Its content as JSON in UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> RaiseEventAsync(string instanceId, string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Ends an instance from outside; durable when it returns. False where there is no running instance of that id.</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken);
}
