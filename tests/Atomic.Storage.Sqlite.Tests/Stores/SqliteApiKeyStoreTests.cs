using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreContract
{
    private readonly OpenStores _stores = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _stores.Dispose();
    }

    protected override async Task<IApiKeyStore> OpenAsync() => (await _stores.OpenAsync()).ApiKeys;

    protected override Task CloseAsync() => _stores.CloseAsync();
}
