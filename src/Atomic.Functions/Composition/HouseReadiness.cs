using Atomic.Core.Errors;
using Atomic.Orchestration.Service;

namespace Atomic.Functions.Composition;

/// <summary>
/// Whether the house's state is open. A worker starts before it is, so that a storage account that does not answer is a clear 503 and not a worker that
/// dies and is started again for ever. Once it is open it stays so: what fails afterwards says so itself.
/// </summary>
public sealed class HouseReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Problem? _problem = new(ErrorCodes.StorageUnavailable, "The worker has just started and is opening its state; send the request again in a few seconds.");

    /// <summary>Why no work is taken yet; null once it is.</summary>
    public Problem? Problem => _problem;

    /// <summary>Completes once work is taken.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WhenReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Refuses work that would have to be accepted now.</summary>
    /// <exception cref="AtomicException">The reason why none is taken yet, with its code.</exception>
    public void Require()
    {
        if (_problem is { } problem)
            throw new AtomicException(problem.Code, problem.Detail);
    }

    /// <summary>No work is taken yet.</summary>
    /// <param name="problem">Why.</param>
    public void SetProblem(Problem problem)
    {
        if (!_ready.Task.IsCompleted)
            _problem = problem;
    }

    /// <summary>Work is taken.</summary>
    public void SetReady()
    {
        _problem = null;
        _ready.TrySetResult();
    }
}
