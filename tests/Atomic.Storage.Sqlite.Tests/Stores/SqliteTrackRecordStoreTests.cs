using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqliteTrackRecordStoreTests : TrackRecordStoreContract
{
    private readonly OpenStores _stores = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _stores.Dispose();
    }

    [Fact]
    public async Task LearnAsync_SameIdForAnotherKind_CountsOnce()
    {
        Observation[] observations = [new Observation { BidderId = "b", Score = 1 }];
        await Store.LearnAsync("id", "email", new(observations), Cancellation);
        (await Store.LearnAsync("id", "review", new(observations), Cancellation)).ShouldBe(new LearningReceipt(0, false));
        (await Store.ListAsync(Cancellation)).Count.ShouldBe(1);
    }

    protected override async Task<ITrackRecordStore> OpenAsync() => (await _stores.OpenAsync()).TrackRecords;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
