using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Tests.Contracts;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqliteTrackRecordStoreTests : TrackRecordStoreContract
{
    private readonly OpenStores _stores = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _stores.Dispose();
    }

    protected override async Task<ITrackRecordStore> OpenAsync() => (await _stores.OpenAsync()).TrackRecords;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
