using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Tests.Doubles;
using Moq;

namespace Atomic.Orchestration.Tests.Failures;

public sealed class FailureServiceTests
{
    private readonly Mock<IOrchestrationClient> _client = new();
    private readonly Mock<IQueueSender> _queue = new();
    private readonly MemoryPoison _poison = new();

    [Fact]
    public async Task ListAsync_FirstPage_HasOrchestrationsAndMessages()
    {
        Lists(new OrchestrationQuery { OnlyFailed = true, Top = 7 }, new OrchestrationPage([Failed("mt-1", "It threw.")], "next"));
        await _poison.AddAsync(Given("m"), default);

        var page = await Service().ListAsync(new FailureQuery(7), default);

        page.Orchestrations.ShouldBe([new FailedOrchestration("mt-1", "contoso", "email-routing", "It threw.", Samples.Now, Samples.Now.AddSeconds(5))]);
        page.Messages.ShouldBe([new FailedMessage("m", "microtasks", "No bidder does it.", 5, Samples.Now, 8)]);
        page.Continuation.ShouldBe("next");
    }

    [Fact]
    public async Task ListAsync_LaterPage_HasOrchestrationsOnly()
    {
        Lists(new OrchestrationQuery { OnlyFailed = true, Continuation = "next" }, new OrchestrationPage([Failed("mt-2", new string('x', 5_000))], null));
        await _poison.AddAsync(Given("m"), default);

        var page = await Service().ListAsync(new FailureQuery(Continuation: "next"), default);

        page.Orchestrations.ShouldHaveSingleItem().Reason.Length.ShouldBe(1_001);
        page.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task RetryMessageAsync_Message_IsBackOnItsQueueAndGoneHere()
    {
        await _poison.AddAsync(Given("m"), default);

        (await Service().RetryMessageAsync("m", default)).Value.ShouldNotBeNull().Queue.ShouldBe("microtasks");

        _queue.Verify(static queue => queue.PutAsync("microtasks", "{\"é\":1}", It.IsAny<CancellationToken>()), Times.Once);
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task RetryMessageAsync_QueueCannotBeReached_IsItsProblemAndTheMessageStays()
    {
        await _poison.AddAsync(Given("m"), default);
        _queue.Setup(static queue => queue.PutAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AtomicException(ErrorCodes.StorageUnavailable, "The account does not answer."));

        (await Service().RetryMessageAsync("m", default)).Problem.ShouldNotBeNull().Code.ShouldBe(ErrorCodes.StorageUnavailable);

        _poison.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RetryMessageAsync_NoQueueConfigured_IsAConflictAndTheMessageStays()
    {
        await _poison.AddAsync(Given("m"), default);

        (await new FailureService(_client.Object, _poison, _poison).RetryMessageAsync("m", default)).Problem.ShouldNotBeNull().Code.ShouldBe(ErrorCodes.Conflict);

        _poison.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RetryMessageAsync_NoSuchMessage_IsNotFound()
    {
        (await Service().RetryMessageAsync("m", default)).Problem.ShouldNotBeNull().Code.ShouldBe(ErrorCodes.NotFound);
        _queue.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task DropMessageAsync_Message_IsGoneOnce()
    {
        await _poison.AddAsync(Given("m"), default);

        (await Service().DropMessageAsync("m", default)).ShouldBeNull();
        (await Service().DropMessageAsync("m", default)).ShouldNotBeNull().Code.ShouldBe(ErrorCodes.NotFound);
    }

    private static PoisonMessage Given(string id) =>
        new() { Id = id, Queue = "microtasks", Text = "{\"é\":1}", Reason = "No bidder does it.", Tries = 5, GivenUpAt = Samples.Now };

    private static OrchestrationSnapshot Failed(string id, string failure) => new()
    {
        InstanceId = id,
        Name = "Microtask",
        Status = OrchestrationStatus.Failed,
        Owner = "contoso",
        Group = "email-routing",
        CreatedAt = Samples.Now,
        UpdatedAt = Samples.Now.AddSeconds(5),
        Failure = failure,
    };

    private FailureService Service() => new(_client.Object, _poison, _poison, _queue.Object);

    private void Lists(OrchestrationQuery query, OrchestrationPage page) =>
        _client.Setup(client => client.ListAsync(query, It.IsAny<CancellationToken>())).ReturnsAsync(page);
}
