using System.Text.Json;
using Atomic.Functions.Composition;
using Atomic.Functions.Journals;
using Atomic.Functions.Retention;
using Atomic.Functions.Tests.Doubles;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Atomic.Functions.Tests.Retention;

public sealed class PurgeRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly List<OrchestrationMetadata> _instances = [];
    private readonly List<string> _deeds = [];
    private readonly List<EndedMicrotask> _forgotten = [];
    private readonly Mock<DurableTaskClient> _client = ClientDouble.Of();
    private readonly Mock<IHouseState> _state = new();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly MemoryInstanceIndex _index = new();
    private OrchestrationQuery? _asked;

    public PurgeRunTests()
    {
        _client.Setup(static c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>())).Returns((OrchestrationQuery query) =>
        {
            _asked = query;
            return new Pages([.. _instances], 2);
        });
        _client.Setup(static c => c.PurgeInstanceAsync(It.IsAny<string>(), It.IsAny<PurgeInstanceOptions?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, PurgeInstanceOptions? _, CancellationToken _) =>
            {
                _deeds.Add($"history {id}");
                return new PurgeResult(_instances.RemoveAll(instance => instance.InstanceId == id));
            });
        _state.Setup(static s => s.ForgetAsync(It.IsAny<IReadOnlyList<EndedMicrotask>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns((IReadOnlyList<EndedMicrotask> ended, DateTimeOffset _, CancellationToken _) =>
            {
                _forgotten.AddRange(ended);
                _deeds.AddRange(ended.Select(static microtask => $"state {microtask.Id}"));
                return Task.CompletedTask;
            });
    }

    [Fact]
    public async Task Run_EndedLongAgo_GoesStateFirst()
    {
        Add("a", Now.AddDays(-40));

        (await RunAsync()).ShouldBe(1);

        _deeds.ShouldBe(["state a", "history a"]);
        _asked!.CreatedTo.ShouldBe(Now.AddDays(-30));
        _asked.Statuses!.ShouldBe([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], ignoreOrder: true);
        _client.Verify(static c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>()), Times.Once());
    }

    [Fact]
    public async Task Run_Entries_GoFromTheIndexWithTheirTime()
    {
        _index.Entries.Add(new InstanceEntry("old", "acme", null, Now.AddDays(-31)));
        _index.Entries.Add(new InstanceEntry("young", "acme", null, Now.AddDays(-29)));

        await RunAsync();

        _index.Entries.ShouldHaveSingleItem().Id.ShouldBe("young");
    }

    [Fact]
    public async Task Run_StartedLongAgoButEndedJustNow_IsKept()
    {
        Add("a", Now.AddDays(-40), endedAt: Now.AddDays(-1));

        (await RunAsync()).ShouldBe(0);

        _deeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_MoreThanOneRunTakes_GoesOnInTheNext()
    {
        for (var i = 0; i < 7; i++)
            Add($"i{i}", Now.AddDays(-40 - i));
        var options = new RetentionOptions { MaxPerRun = 3 };

        var runs = new[] { await RunAsync(options), await RunAsync(options), await RunAsync(options), await RunAsync(options) };

        runs.ShouldBe([3, 3, 1, 0]);
        _instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_TimeIsOver_StopsAfterThePage()
    {
        for (var i = 0; i < 6; i++)
            Add($"i{i}", Now.AddDays(-40));
        _state.Setup(static s => s.ForgetAsync(It.IsAny<IReadOnlyList<EndedMicrotask>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback(() => _time.Advance(TimeSpan.FromSeconds(40)))
            .Returns(Task.CompletedTask);

        (await RunAsync(new RetentionOptions { MaxSecondsPerRun = 60 })).ShouldBe(4);
    }

    [Fact]
    public async Task Run_StateCannotBeForgotten_KeepsTheHistoryForTheNextRun()
    {
        Add("a", Now.AddDays(-40));
        _state.Setup(static s => s.ForgetAsync(It.IsAny<IReadOnlyList<EndedMicrotask>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new IOException("The account is gone."));

        await Should.ThrowAsync<IOException>(() => RunAsync());

        _instances.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_KeptForEver_AsksForNothing()
    {
        Add("a", Now.AddDays(-4_000));

        (await RunAsync(new RetentionOptions { Days = 0 })).ShouldBe(0);

        _asked.ShouldBeNull();
    }

    [Fact]
    public async Task Run_Microtask_NamesItsScopeAndItsPayloads()
    {
        var accepted = Samples.Accepted(invited: "a") with { Tenant = "acme", Payload = new PayloadReference("input-hash", 100_000, null) };
        var progress = new MicrotaskProgress { Status = MicrotaskStatus.Succeeded, StoredOutput = new StoredOutput("output-hash", 50_000), EndedAt = Now };
        _instances.Add(new OrchestrationMetadata("Microtask", "mt-1")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Completed,
            LastUpdatedAt = Now.AddDays(-40),
            SerializedInput = JsonSerializer.Serialize(accepted, OrchestrationJson.Default.AcceptedMicrotask),
            SerializedCustomStatus = JsonSerializer.Serialize(
                new StatusEnvelope("succeeded", JsonSerializer.SerializeToElement(progress, OrchestrationJson.Default.MicrotaskProgress), null), JournalJson.Default.StatusEnvelope),
        });

        await RunAsync();

        var forgotten = _forgotten.Single();
        forgotten.Id.ShouldBe("mt-1");
        forgotten.LearningScope.ShouldBe(Orchestration.Access.LearningScope.Of("acme", accepted.Kind));
        forgotten.PayloadHashes.ShouldBe(["input-hash", "output-hash"]);
    }

    [Theory]
    [InlineData(-1, 500, 60)]
    [InlineData(3_651, 500, 60)]
    [InlineData(double.NaN, 500, 60)]
    [InlineData(30, 0, 60)]
    [InlineData(30, 1_001, 60)]
    [InlineData(30, 500, 0)]
    public void Problems_ValueOutOfRange_IsNamed(double days, int perRun, int seconds) =>
        new RetentionOptions { Days = days, MaxPerRun = perRun, MaxSecondsPerRun = seconds }.Problems().Single().ShouldStartWith("Atomic:Retention:");

    private void Add(string id, DateTimeOffset createdAt, DateTimeOffset? endedAt = null) => _instances.Add(new OrchestrationMetadata("Microtask", id)
    {
        RuntimeStatus = OrchestrationRuntimeStatus.Completed,
        CreatedAt = createdAt,
        LastUpdatedAt = endedAt ?? createdAt,
    });

    private Task<int> RunAsync(RetentionOptions? options = null) =>
        new PurgeRun(options ?? new RetentionOptions(), ClientDouble.Accessor(_client), _state.Object, _index, _time, NullLogger<PurgeRun>.Instance).RunAsync(CancellationToken.None);
}
