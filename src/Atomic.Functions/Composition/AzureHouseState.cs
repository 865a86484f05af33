using Atomic.Functions.Retention;
using Atomic.Orchestration.Service;
using Atomic.Providers.Specialists;
using Atomic.Storage.Azure;
using Atomic.Storage.Azure.Purge;

namespace Atomic.Functions.Composition;

/// <summary>The house's state on a storage account.</summary>
/// <param name="stores">The stores.</param>
/// <param name="specialists">What memory holds of them.</param>
internal sealed class AzureHouseState(AzureStores stores, SpecialistRooms specialists) : IHouseState
{
    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await stores.EnsureCreatedAsync(cancellationToken);
        await specialists.LoadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Problem?> CheckAsync(CancellationToken cancellationToken) => stores.Availability.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<EndedMicrotask> microtasks, DateTimeOffset olderThan, CancellationToken cancellationToken) =>
        stores.Purge.PurgeAsync(
            [.. microtasks.Select(static ended => new PurgedMicrotask(ended.Id, ended.LearningScope, ended.PayloadHashes))], olderThan, cancellationToken);
}
