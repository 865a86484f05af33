using Atomic.Orchestration.Ports;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureFeedbackStoreTests(AzuriteFixture azurite) : FeedbackStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IFeedbackStore> OpenAsync() => (await _account.OpenAsync()).Feedback;

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
