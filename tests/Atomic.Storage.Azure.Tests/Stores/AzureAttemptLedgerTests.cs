using Atomic.Storage.Azure.Purge;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureAttemptLedgerTests(AzuriteFixture azurite)
{
    private readonly OpenAccount _account = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_SameStepAgain_IsTheNextDeliveryAlsoInAnotherProcess()
    {
        var stores = await _account.OpenAsync();
        (await stores.Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(2);
        (await (await _account.OpenAsync()).Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task StartAsync_OtherStepOrMicrotask_IsCountedByItself()
    {
        var stores = await _account.OpenAsync();
        (await stores.Attempts.StartAsync("acme/m", 0, 1, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("acme/m", 1, 1, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("acme/m2", 0, 1, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task StartAsync_SecondAskingOfTheStep_IsCountedByItselfAndPurgedWithIt()
    {
        var stores = await _account.OpenAsync();
        (await stores.Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("m", 0, 2, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("m", 0, 2, Cancellation)).ShouldBe(2);

        await stores.Purge.PurgeAsync([new PurgedMicrotask("m", "kind", [])], DateTimeOffset.UnixEpoch, Cancellation);

        (await stores.Attempts.StartAsync("m", 0, 2, Cancellation)).ShouldBe(1);
    }
}
