using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Functions.Clients;
using Atomic.Functions.Composition;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Ports;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using Moq;
using CoreEvent = DurableTask.Core.History.HistoryEvent;

namespace Atomic.Functions.Tests.Clients;

public sealed class DurableTaskOrchestrationClientTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrchestrationDefinition<int, int> Definition = Numbers.Orchestration(static (_, input) => Task.FromResult(input));

    [Fact]
    public async Task Start_NewId_IsScheduledWithPlainJsonAndReplacesNothing()
    {
        var client = ClientDouble.Of();
        StartOrchestrationOptions? options = null;
        object? input = null;
        client.Setup(static c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object? given, StartOrchestrationOptions? asked, CancellationToken _) => (input, options) = (given, asked))
            .ReturnsAsync("one");

        (await StartAsync(client)).ShouldBe(StartOutcome.Started);

        input.ShouldBeOfType<JsonElement>().GetInt32().ShouldBe(7);
        options!.InstanceId.ShouldBe("one");
        options.DedupeStatuses.ShouldBe(["Pending", "Running", "Suspended", "Completed", "Failed", "Terminated"], ignoreOrder: true);
    }

    [Fact]
    public async Task Start_IdThatIsThere_AlreadyExists()
    {
        var client = ClientDouble.Of();
        Schedules(client).ThrowsAsync(new OrchestrationAlreadyExistsException("There is one."));

        (await StartAsync(client)).ShouldBe(StartOutcome.AlreadyExists);
    }

    [Fact]
    public async Task Start_NewAndRepeated_IsListedOnceUnderItsFirstTime()
    {
        var double_ = ClientDouble.Of();
        var index = new MemoryInstanceIndex();
        var time = new FakeTimeProvider(Start);
        var client = new DurableTaskOrchestrationClient(ClientDouble.Accessor(double_), index, ClientDouble.Ready(), time);
        var filing = new Filing("acme", "routing");

        Schedules(double_).ReturnsAsync("one");
        await client.StartAsync(Definition, "one", 7, filing, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        Schedules(double_).ThrowsAsync(new OrchestrationAlreadyExistsException("There is one."));
        await client.StartAsync(Definition, "one", 7, filing, CancellationToken.None);

        index.Entries.ShouldBe([new InstanceEntry("one", "acme", "routing", Start)]);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task Start_StoreDoesNotAnswer_IsATemporaryProblem(StatusCode code)
    {
        var client = ClientDouble.Of();
        Schedules(client).ThrowsAsync(new RpcException(new Status(code, "secret detail")));

        var failure = await Should.ThrowAsync<AtomicException>(() => StartAsync(client));

        failure.Code.ShouldBe(ErrorCodes.StorageUnavailable);
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Start_StateNotOpenYet_IsRefusedWithItsReason()
    {
        var readiness = new HouseReadiness();
        readiness.SetProblem(new(ErrorCodes.StorageUnavailable, "The account does not answer."));
        var client = new DurableTaskOrchestrationClient(ClientDouble.Accessor(ClientDouble.Of()), new MemoryInstanceIndex(), readiness, TimeProvider.System);

        var failure = await Should.ThrowAsync<AtomicException>(() => client.StartAsync(Definition, "one", 7, Filing.None, CancellationToken.None).AsTask());

        failure.Message.ShouldBe("The account does not answer.");
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, OrchestrationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Running, OrchestrationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, OrchestrationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Failed, OrchestrationStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, OrchestrationStatus.Terminated)]
    public async Task Get_Status_IsThatOfTheHouse(OrchestrationRuntimeStatus status, OrchestrationStatus expected)
    {
        var snapshot = await Client(ClientDouble.Of(Instance(status))).GetAsync("one", CancellationToken.None);

        snapshot!.Status.ShouldBe(expected);
        snapshot.CreatedAt.ShouldBe(Start);
        snapshot.Owner.ShouldBe("acme");
        snapshot.Group.ShouldBe("routing");
    }

    [Fact]
    public async Task Get_Failed_HasItsReasonAndALabel()
    {
        var failed = new OrchestrationMetadata("Test", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            FailureDetails = new TaskFailureDetails("System.Exception", "It broke.", null, null, null),
        };

        var snapshot = await Client(ClientDouble.Of(failed)).GetAsync("one", CancellationToken.None);

        (snapshot!.Failure, snapshot.Label, snapshot.OutputJson).ShouldBe(("It broke.", "failed", null));
    }

    [Theory]
    [InlineData("\"Not \\\"needed\\\".\"", "Not \"needed\".")]
    [InlineData("By hand", "By hand")]
    [InlineData("\"By hand", "\"By hand")]
    [InlineData(null, "The orchestration was terminated.")]
    public async Task Get_Terminated_HasTheReasonHoweverItIsWritten(string? output, string expected)
    {
        var ended = new OrchestrationMetadata("Test", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Terminated, SerializedOutput = output };

        (await Client(ClientDouble.Of(ended)).GetAsync("one", CancellationToken.None))!.Failure.ShouldBe(expected);
    }

    [Fact]
    public async Task Get_UnknownId_IsNull()
    {
        var client = Client(ClientDouble.Of());

        (await client.GetAsync("none", CancellationToken.None)).ShouldBeNull();
        (await client.WaitAsync("none", static _ => false, CancellationToken.None)).ShouldBeNull();
        (await client.GetHistoryAsync("none", CancellationToken.None)).ShouldBeEmpty();
        (await client.RaiseEventAsync("none", "Cancel", "{}"u8.ToArray(), CancellationToken.None)).ShouldBeFalse();
        (await client.TerminateAsync("none", "Enough.", CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Wait_UntilTheConditionHolds_LooksLessAndLessOften()
    {
        var time = new FakeTimeProvider();
        var looks = new List<DateTimeOffset>();
        var instance = Instance(OrchestrationRuntimeStatus.Running);
        var double_ = new Mock<DurableTaskClient>("test");
        double_.Setup(static c => c.GetInstanceAsync("one", true, It.IsAny<CancellationToken>())).ReturnsAsync(() =>
        {
            looks.Add(time.GetUtcNow());
            return instance;
        });
        var waiting = new DurableTaskOrchestrationClient(ClientDouble.Accessor(double_), new MemoryInstanceIndex(), ClientDouble.Ready(), time)
            .WaitAsync("one", static snapshot => snapshot.CustomStatusJson is not null, CancellationToken.None);
        for (var i = 0; i < 2_000; i++)
            time.Advance(TimeSpan.FromMilliseconds(5));
        instance = Instance(OrchestrationRuntimeStatus.Running, """{"label":"succeeded","status":{"a":1}}""");
        time.Advance(TimeSpan.FromMilliseconds(500));

        (await waiting.WaitAsync(TimeSpan.FromSeconds(30)))!.Label.ShouldBe("succeeded");

        var gaps = looks.Zip(looks.Skip(1), static (first, second) => (second - first).TotalMilliseconds).ToList();
        gaps[0].ShouldBe(20);
        gaps.Max().ShouldBe(500);
        gaps.ShouldBe(gaps.Order());
        looks.Count.ShouldBeLessThan(35, "ten seconds of waiting");
    }

    [Fact]
    public async Task Wait_EndedMeanwhile_IsReturnedThoughTheConditionDoesNotHold() =>
        (await Client(ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Failed))).WaitAsync("one", static _ => false, CancellationToken.None))!
            .Status.ShouldBe(OrchestrationStatus.Failed);

    [Fact]
    public async Task Wait_GivenUp_IsCancelled()
    {
        using var enough = new CancellationTokenSource();
        var waiting = Client(ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Running))).WaitAsync("one", static _ => false, enough.Token);
        await enough.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public async Task RaiseEvent_Running_IsSentAsPlainJson()
    {
        var client = ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Running));

        (await Client(client).RaiseEventAsync("one", "Cancel", """{"reason":"x"}"""u8.ToArray(), CancellationToken.None)).ShouldBeTrue();

        client.Verify(static c => c.RaiseEventAsync(
            "one", "Cancel", It.Is<object?>(static payload => JsonSerializer.Serialize(payload, JsonSerializerOptions.Default) == """{"reason":"x"}"""), It.IsAny<CancellationToken>()));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task RaiseEvent_Ended_IsFalse(OrchestrationRuntimeStatus status) =>
        (await Client(ClientDouble.Of(Instance(status))).RaiseEventAsync("one", "Cancel", "{}"u8.ToArray(), CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task Terminate_Running_GivesTheReason()
    {
        var client = ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Running));
        client.Setup(static c => c.TerminateInstanceAsync(It.IsAny<string>(), It.IsAny<TerminateInstanceOptions?>(), It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        (await Client(client).TerminateAsync("one", "Enough.", CancellationToken.None)).ShouldBeTrue();

        client.Verify(static c => c.TerminateInstanceAsync("one", new TerminateInstanceOptions("Enough.", false), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task History_PendingInstanceWithoutAny_BeginsWithItsStart()
    {
        // A key that is used again a moment after its first request must find what that asked for.
        var client = ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Pending));
        client.Setup(static c => c.GetOrchestrationHistoryAsync("one", It.IsAny<CancellationToken>())).ReturnsAsync(new List<CoreEvent>());

        var history = await Client(client).GetHistoryAsync("one", CancellationToken.None);

        history.Single().Type.ShouldBe(HistoryEventType.ExecutionStarted);
        JsonElement.Parse(history[0].Payload.Span).GetProperty("kind").GetString().ShouldBe("routing");
    }

    public static IReadOnlyDictionary<string, Exception> Refusals { get; } = new Dictionary<string, Exception>
    {
        ["a client that cannot ask"] = new NotSupportedException(),
        ["a host that cannot answer"] = new RpcException(new Status(StatusCode.Unimplemented, "")),
        ["no history of that id"] = NoHistoryOf("one"),
        ["a host that fails"] = new InvalidOperationException("It broke."),
    };

    public static TheoryData<string> RefusalNames => new(Refusals.Keys);

    [Theory]
    [MemberData(nameof(RefusalNames))]
    public async Task History_BackendDoesNotTell_IsReadFromTheJournal(string refusal)
    {
        var durable = new DurableTaskDouble<int, int>(Definition, "one", 7, Start);
        await durable.RunAsync();
        var client = ClientDouble.Of(durable.Metadata);
        client.Setup(static c => c.GetOrchestrationHistoryAsync("one", It.IsAny<CancellationToken>())).ThrowsAsync(Refusals[refusal]);

        var history = await Client(client).GetHistoryAsync("one", CancellationToken.None);

        history.Select(static entry => entry.Type).ShouldBe([HistoryEventType.ExecutionStarted, HistoryEventType.ExecutionCompleted]);
    }

    [Fact]
    public async Task History_OfTheBackend_IsToldInTheHousesTerms()
    {
        var at = Start.UtcDateTime;
        List<CoreEvent> events =
        [
            new ExecutionStartedEvent(-1, "7") { Name = "Test", Timestamp = at },
            new TaskScheduledEvent(0, "Double") { Timestamp = at },
            new TaskFailedEvent(-1, 0, "reason", null, new("E", "It broke.", null, null, false)) { Timestamp = at },
            new TimerCreatedEvent(1, at) { Timestamp = at },
            new TimerFiredEvent(-1) { TimerId = 1, Timestamp = at },
            new TaskScheduledEvent(2, "Double") { Timestamp = at },
            new TaskCompletedEvent(-1, 2, "14") { Timestamp = at },
            new EventRaisedEvent(-1, "3") { Name = "Number", Timestamp = at },
            new SubOrchestrationInstanceCreatedEvent(3) { Name = "Child", InstanceId = "child", Timestamp = at },
            new SubOrchestrationInstanceCompletedEvent(-1, 3, """{"output":5,"journal":""}""") { Timestamp = at },
            new ExecutionCompletedEvent(4, """{"output":14,"journal":""}""", global::DurableTask.Core.OrchestrationStatus.Completed) { Timestamp = at },
        ];
        var client = ClientDouble.Of(Instance(OrchestrationRuntimeStatus.Completed));
        client.Setup(static c => c.GetOrchestrationHistoryAsync("one", It.IsAny<CancellationToken>())).ReturnsAsync(events);

        var history = await Client(client).GetHistoryAsync("one", CancellationToken.None);

        history.ShouldAllBe(entry => entry.At == Start);
        history.Select(static entry => (entry.Type, entry.TaskId, entry.Name, System.Text.Encoding.UTF8.GetString(entry.Payload.Span))).ShouldBe(
        [
            (HistoryEventType.ExecutionStarted, -1, "Test", "7"),
            (HistoryEventType.TaskScheduled, 0, "Double", ""),
            (HistoryEventType.TaskFailed, 0, null, "\"It broke.\""),
            (HistoryEventType.TimerCreated, 1, null, JsonSerializer.Serialize(Start.ToString("O"))),
            (HistoryEventType.TimerFired, 1, null, ""),
            (HistoryEventType.TaskScheduled, 2, "Double", ""),
            (HistoryEventType.TaskCompleted, 2, null, "14"),
            (HistoryEventType.EventRaised, -1, "Number", "3"),
            (HistoryEventType.SubOrchestrationScheduled, 3, "Child", "\"child\""),
            (HistoryEventType.SubOrchestrationCompleted, 3, null, "5"),
            (HistoryEventType.ExecutionCompleted, -1, null, "14"),
        ]);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Failed, HistoryEventType.ExecutionFailed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, HistoryEventType.ExecutionTerminated)]
    public async Task History_EndThatTheCodeNeverSaw_IsInIt(OrchestrationRuntimeStatus status, HistoryEventType expected) =>
        (await Client(ClientDouble.Of(Instance(status))).GetHistoryAsync("one", CancellationToken.None))[^1].Type.ShouldBe(expected);

    [Fact]
    public void Client_OutsideAnInvocation_IsADefectThatIsNamed() =>
        Should.Throw<AtomicException>(static () => new DurableClientAccessor().RequireClient()).Message.ShouldContain("[DurableClient]");

    private static ArgumentException NoHistoryOf(string instanceId) => new("There is none.", nameof(instanceId));

    private static OrchestrationMetadata Instance(OrchestrationRuntimeStatus status, string? customStatus = null) => new("Test", "one")
    {
        RuntimeStatus = status,
        CreatedAt = Start,
        LastUpdatedAt = Start.AddSeconds(1),
        SerializedInput = """{"id":"one","nested":{"kind":"wrong"},"tenant":"acme","kind":"routing"}""",
        SerializedCustomStatus = customStatus,
    };

    private static DurableTaskOrchestrationClient Client(Mock<DurableTaskClient> client) =>
        new(ClientDouble.Accessor(client), new MemoryInstanceIndex(), ClientDouble.Ready(), TimeProvider.System);

    private static Task<StartOutcome> StartAsync(Mock<DurableTaskClient> client) =>
        Client(client).StartAsync(Definition, "one", 7, Filing.None, CancellationToken.None).AsTask();

    private static Moq.Language.Flow.ISetup<DurableTaskClient, Task<string>> Schedules(Mock<DurableTaskClient> client) =>
        client.Setup(static c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()));
}
