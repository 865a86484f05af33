using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureTrackRecordStoreTests(AzuriteFixture azurite) : TrackRecordStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    // None is kept in memory.
    protected override int MoreIdsThanInMemory => 500;

    protected override async Task<ITrackRecordStore> OpenAsync() => (await _account.OpenAsync()).TrackRecords;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
