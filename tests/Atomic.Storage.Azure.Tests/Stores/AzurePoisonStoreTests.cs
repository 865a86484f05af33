using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzurePoisonStoreTests(AzuriteFixture azurite) : PoisonStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IPoisonStore> OpenAsync() => (await _account.OpenAsync()).Poison;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
