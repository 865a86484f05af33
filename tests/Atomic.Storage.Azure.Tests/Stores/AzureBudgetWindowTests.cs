using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureBudgetWindowTests(AzuriteFixture azurite) : BudgetWindowContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override FakeTimeProvider Time => _account.Time;

    protected override async Task<IBudgetStore> OpenAsync() => (await _account.OpenAsync(Options)).Budgets;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
