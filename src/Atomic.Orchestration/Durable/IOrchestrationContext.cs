using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace Atomic.Orchestration.Durable;

/// <summary>All that orchestrator code may use of the world. Each host implements it over its own durable history.</summary>
public interface IOrchestrationContext
{
    /// <summary>The instance's id.</summary>
    string InstanceId { get; }

    /// <summary>The time of the event that is being handled; the same on replay.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Whether the code is running over recorded history.</summary>
    bool IsReplaying { get; }

    /// <summary>A new id; the same on replay.</summary>
    Guid NewGuid();

    /// <summary>Runs an activity, durably.</summary>
    /// <param name="activity">Which.</param>
    /// <param name="input">Its input.</param>
    /// <param name="retry">How it is retried when it throws; null: not at all.</param>
    /// <exception cref="ActivityFailedException">It failed for good.</exception>
    Task<TOutput> CallActivityAsync<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, TInput input, ActivityRetry? retry = null);

    /// <summary>
    /// Waits no longer for an activity: one that a crash cut off is not delivered again after the restart. What is under way is not stopped by it. A host whose
    /// queue delivers activities by itself cannot keep to that, and delivers again.
    /// </summary>
    /// <param name="activity">What <see cref="CallActivityAsync"/> gave; one that has ended is left as it is.</param>
    void LetGo(Task activity);

    /// <summary>Runs another orchestration as a part of this one.</summary>
    /// <param name="orchestration">Which.</param>
    /// <param name="instanceId">Its instance id.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ActivityFailedException">It failed; <see cref="ActivityFailedException.Activity"/> is its name.</exception>
    Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input);

    /// <summary>Completes at that time, also after a restart.</summary>
    /// <param name="fireAt">When.</param>
    /// <param name="cancellationToken">Takes the timer back; the task is then cancelled.</param>
    Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken);

    /// <summary>Completes when an event of that name is raised for this instance; events that came earlier are kept until asked for.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">How its payload is read.</param>
    Task<TEvent> WaitForExternalEventAsync<TEvent>(string name, JsonTypeInfo<TEvent> json);

    /// <summary>Publishes where the orchestration stands; a caller that waits sees it as soon as it is durable.</summary>
    /// <param name="status">The status.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="label">A word under which the instance can be listed; see <see cref="OrchestrationQuery.Label"/>.</param>
    void SetCustomStatus<TStatus>(TStatus status, JsonTypeInfo<TStatus> json, string label);

    /// <summary>Ends this run once the code returns and begins another of the same instance with fresh history; external events not yet asked for are kept.</summary>
    /// <param name="input">The next run's input.</param>
    /// <param name="json">How it is written.</param>
    void ContinueAsNew<TInput>(TInput input, JsonTypeInfo<TInput> json);

    /// <summary>A logger that is silent while history is replayed.</summary>
    /// <param name="category">The logger's category.</param>
    ILogger CreateReplaySafeLogger(string category);
}
