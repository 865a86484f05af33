using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqliteBudgetWindowTests : BudgetWindowContract
{
    private readonly OpenStores _stores = new();

    protected override FakeTimeProvider Time => _stores.Time;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _stores.Dispose();
    }

    protected override async Task<IBudgetStore> OpenAsync() => (await _stores.OpenAsync(Options)).Budgets;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
