using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Failures;

/// <summary>What an operator looks at: what failed in a way that nobody was told as an answer, across all tenants. Never a payload.</summary>
public interface IFailureService
{
    /// <summary>Lists failures, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<FailurePage> ListAsync(FailureQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a message back on the queue that it came from, then lets it go here. A crash between the two leaves it in both places: a message with an
    /// idempotency key is then one microtask all the same.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The message, or the problem: there is none of that id, no queue is configured, the queue cannot be reached.</returns>
    Task<Result<FailedMessage>> RetryMessageAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lets a message go.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The problem that there is none of that id, or null.</returns>
    Task<Problem?> DropMessageAsync(string id, CancellationToken cancellationToken);
}
