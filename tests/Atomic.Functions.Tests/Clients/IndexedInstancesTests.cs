using Atomic.Core.Errors;
using Atomic.Functions.Clients;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Ports;
using CsCheck;
using Microsoft.DurableTask.Client;
using Moq;
using OrchestrationQuery = Atomic.Orchestration.Durable.OrchestrationQuery;

namespace Atomic.Functions.Tests.Clients;

public sealed class IndexedInstancesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void List_AnyInstances_ArePagedNewestFirstAndEachOnce() => Gen.Select(Gen.Select(Gen.Int[0, 50], Gen.Bool).List[0, 120], Gen.Int[1, 9])
        .Sample(static given =>
        {
            var (all, top) = given;
            var instances = all.Select(static (instance, i) => Instance($"i{i:D3}", Now.AddMinutes(-instance.Item1), instance.Item2 ? "succeeded" : "running")).ToList();
            var listing = Listing(instances, out _);

            var listed = new List<string>();
            for (string? continuation = null; ;)
            {
                var page = listing.ListAsync(Query() with { Top = top, Label = "succeeded", Continuation = continuation }, CancellationToken.None).GetAwaiter().GetResult();
                page.Items.Count.ShouldBeLessThanOrEqualTo(top);
                listed.AddRange(page.Items.Select(static item => item.InstanceId));
                if ((continuation = page.Continuation) is null)
                    break;
            }

            listed.ShouldBe(instances
                .Where(static instance => instance.SerializedCustomStatus!.Contains("succeeded"))
                .OrderByDescending(static instance => instance.CreatedAt)
                .ThenBy(static instance => instance.InstanceId, StringComparer.Ordinal)
                .Select(static instance => instance.InstanceId));
        }, iter: 200);

    [Fact]
    public async Task List_EntryWithoutAnInstance_IsPassedOver()
    {
        var listing = Listing([Instance("a", Now)], out var index);
        index.Entries.Add(new InstanceEntry("cut off", "acme", "routing", Now.AddMinutes(1)));

        (await listing.ListAsync(Query(), CancellationToken.None)).Items.Select(static item => item.InstanceId).ShouldBe(["a"]);
    }

    [Fact]
    public async Task List_EntryOfAnInstanceThatIsAnothers_IsPassedOver()
    {
        var listing = Listing([Instance("a", Now, tenant: "globex")], out var index);
        index.Entries.Clear();
        index.Entries.Add(new InstanceEntry("a", "acme", "routing", Now));

        (await listing.ListAsync(Query(), CancellationToken.None)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_LabelThatFewHave_ReadsABoundedNumberAndSaysWhereToGoOn()
    {
        var many = Enumerable.Range(0, IndexedInstances.MaxRead + 40).Select(static i => Instance($"i{i:D5}", Now.AddSeconds(-i), "running")).ToList();
        many.Add(Instance("wanted", Now.AddDays(-1)));
        var listing = Listing(many, out var index);

        var first = await listing.ListAsync(Query() with { Label = "succeeded" }, CancellationToken.None);
        var second = await listing.ListAsync(Query() with { Label = "succeeded", Continuation = first.Continuation }, CancellationToken.None);

        first.Items.ShouldBeEmpty();
        first.Continuation.ShouldNotBeNull();
        second.Items.Select(static item => item.InstanceId).ShouldBe(["wanted"]);
        second.Continuation.ShouldBeNull();
        index.Asked.Max().ShouldBeLessThanOrEqualTo(IndexedInstances.MaxRead);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_TopOutOfRange_IsRefused(int top) =>
        (await Should.ThrowAsync<AtomicException>(() => Listing([], out _).ListAsync(Query() with { Top = top }, CancellationToken.None))).Code.ShouldBe(ErrorCodes.InvalidField);

    private static OrchestrationQuery Query() => new() { Name = "Microtask", Owner = "acme" };

    private static IndexedInstances Listing(List<OrchestrationMetadata> instances, out MemoryInstanceIndex index)
    {
        index = new MemoryInstanceIndex();
        index.Entries.AddRange(instances.Select(static instance => new InstanceEntry(instance.InstanceId, "acme", "routing", instance.CreatedAt)));
        var client = new Mock<DurableTaskClient>("test");
        var byId = instances.ToDictionary(static instance => instance.InstanceId);
        client.Setup(static c => c.GetInstanceAsync(It.IsAny<string>(), true, It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, bool _, CancellationToken _) => byId.GetValueOrDefault(id));
        return new IndexedInstances(index, ClientDouble.Accessor(client));
    }

    private static OrchestrationMetadata Instance(string id, DateTimeOffset createdAt, string label = "succeeded", string tenant = "acme") => new("Microtask", id)
    {
        RuntimeStatus = OrchestrationRuntimeStatus.Running,
        CreatedAt = createdAt,
        LastUpdatedAt = createdAt,
        SerializedInput = $$"""{"tenant":"{{tenant}}","kind":"routing"}""",
        SerializedCustomStatus = $$"""{"label":"{{label}}"}""",
    };
}
