using Atomic.Core.Errors;
using Atomic.Functions.Clients;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Durable;
using CsCheck;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using Moq;
using CoreQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using OrchestrationQuery = Atomic.Orchestration.Durable.OrchestrationQuery;

namespace Atomic.Functions.Tests.Clients;

public sealed class NewestInstancesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void List_AnyInstances_ArePagedNewestFirstAndEachOnce() => Gen.Select(Gen.Int[0, 200_000].List[0, 40], Gen.Int[1, 7], Gen.Int[1, 9])
        .Sample(static given =>
        {
            var (ages, top, pageSize) = given;
            var instances = ages.Select(static (minutes, i) => Instance($"i{i}", Now.AddMinutes(-minutes))).ToList();
            var listing = Listing(instances, pageSize);

            var listed = new List<OrchestrationSnapshot>();
            for (string? continuation = null; ;)
            {
                var page = listing.ListAsync(new OrchestrationQuery { Top = top, Continuation = continuation }, CancellationToken.None).GetAwaiter().GetResult();
                page.Items.Count.ShouldBeLessThanOrEqualTo(top);
                listed.AddRange(page.Items);
                if ((continuation = page.Continuation) is null)
                    break;
            }

            listed.Select(static snapshot => snapshot.InstanceId).ShouldBe(
                instances.OrderByDescending(static instance => instance.CreatedAt).ThenByDescending(static instance => instance.InstanceId, StringComparer.Ordinal)
                    .Select(static instance => instance.InstanceId));
        }, iter: 200);

    [Fact]
    public async Task List_Filters_AllHold()
    {
        var listing = Listing(
        [
            Instance("wanted", Now.AddMinutes(-5)),
            Instance("other tenant", Now.AddMinutes(-5), tenant: "globex"),
            Instance("other kind", Now.AddMinutes(-5), kind: "reviews"),
            Instance("other label", Now.AddMinutes(-5), label: "running"),
            Instance("other name", Now.AddMinutes(-5), name: "Batch"),
            Instance("too old", Now.AddHours(-5)),
        ]);
        var query = new OrchestrationQuery { Name = "Microtask", Owner = "acme", Group = "routing", Label = "succeeded", Since = Now.AddHours(-1) };

        (await listing.ListAsync(query, CancellationToken.None)).Items.Select(static item => item.InstanceId).ShouldBe(["wanted"]);
    }

    [Fact]
    public async Task List_OnlyFailed_HasFailedAndTerminatedOnes()
    {
        var listing = Listing(
        [
            Instance("a", Now.AddMinutes(-3)),
            Instance("b", Now.AddMinutes(-2), status: OrchestrationRuntimeStatus.Failed),
            Instance("c", Now.AddMinutes(-1), status: OrchestrationRuntimeStatus.Terminated),
        ]);

        (await listing.ListAsync(new OrchestrationQuery { OnlyFailed = true }, CancellationToken.None)).Items.Select(static item => item.InstanceId).ShouldBe(["c", "b"]);
    }

    [Fact]
    public async Task List_PageFullOfRecentOnes_DoesNotReadThePast()
    {
        var asked = new List<CoreQuery>();
        var listing = Listing([Instance("a", Now.AddMinutes(-1)), Instance("b", Now.AddMinutes(-2)), Instance("c", Now.AddDays(-300))], asked: asked);

        await listing.ListAsync(new OrchestrationQuery { Top = 1 }, CancellationToken.None);

        asked.Count.ShouldBe(1);
        asked[0].CreatedFrom.ShouldNotBeNull().ShouldBeGreaterThan(Now.AddHours(-1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_TopOutOfRange_IsRefused(int top) =>
        (await Should.ThrowAsync<AtomicException>(() => Listing([]).ListAsync(new OrchestrationQuery { Top = top }, CancellationToken.None))).Code.ShouldBe(ErrorCodes.InvalidField);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-5.a")]
    [InlineData("99999999999999999999.a")]
    [InlineData("9223372036854775807.a")]
    public async Task List_ContinuationThatIsNone_IsRefused(string continuation) =>
        (await Should.ThrowAsync<AtomicException>(() => Listing([]).ListAsync(new OrchestrationQuery { Continuation = continuation }, CancellationToken.None)))
            .Code.ShouldBe(ErrorCodes.InvalidField);

    [Fact]
    public async Task List_TooManyToRead_SaysWhatToDo()
    {
        var many = Enumerable.Range(0, NewestInstances.MaxRead + 1).Select(static i => Instance($"i{i}", Now.AddMinutes(-1), kind: "reviews")).ToList();

        var failure = await Should.ThrowAsync<AtomicException>(() => Listing(many, pageSize: 1_000).ListAsync(new OrchestrationQuery { Group = "routing" }, CancellationToken.None));

        failure.Message.ShouldContain("since");
    }

    private static NewestInstances Listing(List<OrchestrationMetadata> instances, int pageSize = 3, List<CoreQuery>? asked = null)
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(static c => c.GetAllInstancesAsync(It.IsAny<CoreQuery?>())).Returns((CoreQuery query) =>
        {
            asked?.Add(query);
            query.FetchInputsAndOutputs.ShouldBeTrue();

            // In the order of ids, as table storage has them.
            return new Pages(
                [.. instances.Where(instance => !(instance.CreatedAt < query.CreatedFrom) && !(instance.CreatedAt > query.CreatedTo))
                    .OrderBy(static instance => instance.InstanceId, StringComparer.Ordinal)],
                pageSize);
        });
        return new NewestInstances(ClientDouble.Accessor(client), new FakeTimeProvider(Now));
    }

    private static OrchestrationMetadata Instance(
        string id,
        DateTimeOffset createdAt,
        string name = "Microtask",
        string tenant = "acme",
        string kind = "routing",
        string label = "succeeded",
        OrchestrationRuntimeStatus status = OrchestrationRuntimeStatus.Running) => new(name, id)
    {
        RuntimeStatus = status,
        CreatedAt = createdAt,
        LastUpdatedAt = createdAt,
        SerializedInput = $$"""{"tenant":"{{tenant}}","kind":"{{kind}}"}""",
        SerializedCustomStatus = $$"""{"label":"{{label}}"}""",
    };
}
