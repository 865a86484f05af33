using Atomic.Functions.Retention;
using Atomic.Orchestration.Service;

namespace Atomic.Functions.Composition;

/// <summary>What keeps the house's state, as its life is steered.</summary>
public interface IHouseState
{
    /// <summary>Makes what is missing and reads what memory holds; again changes nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Errors.AtomicException">It does not answer, in one sentence for an operator.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Why it does not serve; null where it does.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Problem?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Deletes what it holds of microtasks; again changes nothing.</summary>
    /// <param name="microtasks">Microtasks that have ended.</param>
    /// <param name="olderThan">Payloads that were put since are kept: others may refer to them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ForgetAsync(IReadOnlyList<EndedMicrotask> microtasks, DateTimeOffset olderThan, CancellationToken cancellationToken);
}
