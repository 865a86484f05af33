using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureBudgetStoreTests(AzuriteFixture azurite) : BudgetStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IBudgetStore> OpenAsync() => (await _account.OpenAsync(Options)).Budgets;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
