using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzurePayloadStoreTests(AzuriteFixture azurite) : PayloadStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override int Puts => 200;

    protected override async Task<IPayloadStore> OpenAsync() => (await _account.OpenAsync()).Payloads;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
