using Atomic.Core.Decisions;
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

    [Fact]
    public async Task OpenAsync_RowFromBeforeShapesWereKept_IsReadAndGoesOnLearning()
    {
        await Store.LearnAsync("id", "email", [new Observation { BidderId = "b", Outcome = AttemptOutcome.Succeeded }], Cancellation);
        await CloseAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_stores.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """UPDATE track_records SET record = '{"answered":{"good":7,"bad":0},"attempts":7}' WHERE bidder = 'b'""";
            command.ExecuteNonQuery().ShouldBe(1);
        }

        var store = await OpenAsync();
        (await store.GetAsync("email", Cancellation)).Of("b").ShouldBe(new TrackRecord { Answered = new DecayedCounts(7, 0), Attempts = 7 });
        await store.LearnAsync("id-2", "email", [new Observation { BidderId = "b", Outcome = AttemptOutcome.InvalidOutput, SchemaShape = "shape" }], Cancellation);
        (await store.GetAsync("email", Cancellation)).Of("b").Shapes.Of("shape", 2).Bad.ShouldBe(1);
    }

    protected override async Task<ITrackRecordStore> OpenAsync() => (await _stores.OpenAsync()).TrackRecords;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
