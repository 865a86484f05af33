using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Storage.Contracts;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqlitePoisonStoreTests : PoisonStoreContract
{
    private readonly OpenStores _stores = new();

    [Fact]
    public async Task RemoveAsync_Concurrently_OneIsToldThatItRemoved()
    {
        await Store.AddAsync(
            new PoisonMessage { Id = "m", Queue = "microtasks", Text = "{}", Reason = "It failed.", Tries = 5, GivenUpAt = DateTimeOffset.UnixEpoch }, Cancellation);

        var removed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.RemoveAsync("m", Cancellation).AsTask()));

        removed.Count(static one => one).ShouldBe(1);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _stores.Dispose();
    }

    protected override async Task<IPoisonStore> OpenAsync() => (await _stores.OpenAsync()).Poison;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
