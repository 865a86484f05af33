using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureApiKeyStoreTests(AzuriteFixture azurite) : ApiKeyStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IApiKeyStore> OpenAsync() => (await _account.OpenAsync()).ApiKeys;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
