using Atomic.Orchestration.Service;

namespace Atomic.Http.Health;

/// <summary>Tells whether a part of the service can take work. All that are registered must agree before <c>/readyz</c> says so.</summary>
public interface IReadinessProbe
{
    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why no work can be taken, or null.</returns>
    ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken);
}
