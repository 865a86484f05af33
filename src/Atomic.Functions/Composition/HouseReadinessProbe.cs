using Atomic.Http.Health;
using Atomic.Orchestration.Service;

namespace Atomic.Functions.Composition;

/// <summary>Work is taken once the house's state is open, and while its storage account answers.</summary>
/// <param name="readiness">Whether it is open.</param>
/// <param name="state">The state.</param>
internal sealed class HouseReadinessProbe(HouseReadiness readiness, IHouseState state) : IReadinessProbe
{
    /// <inheritdoc/>
    public async ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken) => readiness.Problem ?? await state.CheckAsync(cancellationToken);
}
