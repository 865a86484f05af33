using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureExampleStoreTests(AzuriteFixture azurite) : ExampleStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IExampleStore> OpenAsync() => (await _account.OpenAsync()).Examples;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
