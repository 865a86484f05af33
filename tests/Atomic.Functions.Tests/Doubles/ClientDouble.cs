using Atomic.Functions.Clients;
using Atomic.Functions.Composition;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Atomic.Functions.Tests.Doubles;

/// <summary>Durable Task clients over instances that a test makes up.</summary>
internal static class ClientDouble
{
    /// <summary>A client that has these instances, and no history of them but what a test sets up.</summary>
    public static Mock<DurableTaskClient> Of(params OrchestrationMetadata[] instances)
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(static c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, bool _, CancellationToken _) => instances.FirstOrDefault(instance => instance.InstanceId == id));
        client.Setup(static c => c.GetOrchestrationHistoryAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new NotSupportedException("This backend tells no history."));
        return client;
    }

    /// <summary>A house whose state is open.</summary>
    public static HouseReadiness Ready()
    {
        var readiness = new HouseReadiness();
        readiness.SetReady();
        return readiness;
    }

    public static DurableClientAccessor Accessor(Mock<DurableTaskClient> client)
    {
        var accessor = new DurableClientAccessor();
        accessor.Use(client.Object);
        return accessor;
    }
}

/// <summary>Instances in the pages in which a backend gives them.</summary>
internal sealed class Pages(IReadOnlyList<OrchestrationMetadata> instances, int pageSize) : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = default, int? pageSizeHint = default)
    {
        foreach (var page in instances.Chunk(pageSize))
        {
            await Task.Yield();
            yield return new Page<OrchestrationMetadata>(page);
        }
    }
}
