using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Functions.Clients;
using Atomic.Functions.Queues;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Moq;

namespace Atomic.Functions.Tests.Queues;

public sealed class QueueFunctionsTests
{
    private const string Message = """{"kind":"routing","input":"Where is my order?","correlationId":"c-1"}""";

    private readonly Mock<IMicrotaskService> _service = new();
    private readonly Mock<IPoisonStore> _poison = new();
    private readonly List<(string Queue, string Text)> _results = [];
    private readonly List<PoisonMessage> _kept = [];
    private readonly QueueFunctions _functions;

    public QueueFunctionsTests()
    {
        var options = new QueueOptions();
        var barrier = new Mock<IDurabilityBarrier>();
        barrier.Setup(static b => b.WaitUntilDurableAsync(It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        _poison.Setup(static p => p.AddAsync(It.IsAny<PoisonMessage>(), It.IsAny<CancellationToken>()))
            .Callback((PoisonMessage message, CancellationToken _) => _kept.Add(message));
        var sender = new Mock<IQueueSender>();
        sender.Setup(static s => s.PutAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback((string queue, string text, CancellationToken _) => _results.Add((queue, text)))
            .Returns(Task.CompletedTask);
        _functions = new QueueFunctions(
            new QueueJobHandler(_service.Object, _poison.Object, barrier.Object, options, new OrchestrationOptions(), TimeProvider.System),
            sender.Object,
            options,
            ClientDouble.Ready(),
            new DurableClientAccessor());
    }

    [Fact]
    public async Task Queued_MicrotaskEnds_ItsResultIsPutBeforeTheMessageIsDeleted()
    {
        Accepts();

        await RunAsync(Message);

        var (queue, text) = _results.Single();
        queue.ShouldBe("microtask-results");
        JsonElement.Parse(text).GetProperty("correlationId").GetString().ShouldBe("c-1");
        JsonElement.Parse(text).GetProperty("messageId").GetString().ShouldBe("m-1");
    }

    [Fact]
    public async Task Queued_FailsForNow_IsThrownSoThatTheHostDeliversItAgain()
    {
        _service.Setup(static s => s.SubmitAsync(It.IsAny<MicrotaskSubmission>(), It.IsAny<CancellationToken>()))
            .Returns(new ValueTask<Result<AcceptedReceipt>>(new Problem(ErrorCodes.Overloaded, "Too much at once.")));

        var failure = await Should.ThrowAsync<AtomicException>(() => RunAsync(Message));

        failure.Message.ShouldBe("Too much at once.");
        _results.ShouldBeEmpty();
        _kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Queued_FailsForTheLastTime_IsKeptAndTheSubmitterIsTold()
    {
        _service.Setup(static s => s.SubmitAsync(It.IsAny<MicrotaskSubmission>(), It.IsAny<CancellationToken>()))
            .Returns(new ValueTask<Result<AcceptedReceipt>>(new Problem(ErrorCodes.Overloaded, "Too much at once.")));

        await RunAsync(Message, delivery: 5);

        _kept.Single().Queue.ShouldBe("microtasks");
        _kept.Single().Reason.ShouldContain("Too much at once.");
        JsonElement.Parse(_results.Single().Text).GetProperty("status").GetString().ShouldBe("poisoned");
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"kind":"routing","input":"x","typo":1}""")]
    public async Task Queued_MessageThatCanNeverBeUsed_IsKeptAtOnce(string text)
    {
        await RunAsync(text);

        _kept.Single().Text.ShouldBe(text);
        _results.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Poisoned_MessageOfTheHost_IsKeptUnderTheQueueThatItCameFrom()
    {
        await _functions.PoisonedMicrotaskAsync(Queued(Message, 1), ClientDouble.Of().Object, CancellationToken.None);

        var kept = _kept.Single();
        (kept.Queue, kept.Text, kept.Tries).ShouldBe(("microtasks", Message, 5));
        kept.Reason.ShouldContain("after 5 deliveries");
        JsonElement.Parse(_results.Single().Text).GetProperty("correlationId").GetString().ShouldBe("c-1");
    }

    [Fact]
    public async Task Poisoned_CannotBeKept_StaysOnTheHostsQueue()
    {
        _poison.Setup(static p => p.AddAsync(It.IsAny<PoisonMessage>(), It.IsAny<CancellationToken>()))
            .Throws(new AtomicException(ErrorCodes.StorageUnavailable, "The account does not answer."));

        await Should.ThrowAsync<AtomicException>(() => _functions.PoisonedMicrotaskAsync(Queued(Message, 1), ClientDouble.Of().Object, CancellationToken.None));

        _results.ShouldBeEmpty();
    }

    [Fact]
    public void Triggers_AreBoundToTheQueuesThatTheHousesOptionsName()
    {
        var bound = typeof(QueueFunctions).GetMethods()
            .SelectMany(static method => method.GetParameters())
            .SelectMany(static parameter => parameter.GetCustomAttributes(typeof(QueueTriggerAttribute), inherit: false))
            .Cast<QueueTriggerAttribute>()
            .Select(static trigger => trigger.QueueName);

        bound.ShouldBe([new QueueOptions().Input, $"{new QueueOptions().Input}-poison"], ignoreOrder: true);
    }

    private void Accepts()
    {
        _service.Setup(static s => s.SubmitAsync(It.IsAny<MicrotaskSubmission>(), It.IsAny<CancellationToken>()))
            .Returns(new ValueTask<Result<AcceptedReceipt>>(new AcceptedReceipt("mt-1", Created: true)));
        _service.Setup(static s => s.GetAsync(It.IsAny<string>(), "mt-1", It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new MicrotaskView { Id = "mt-1", Kind = "routing", Status = MicrotaskStatus.Succeeded, SubmittedAt = DateTimeOffset.UnixEpoch });
    }

    private Task RunAsync(string text, int delivery = 1) =>
        _functions.QueuedMicrotaskAsync(Queued(text, delivery), ClientDouble.Of().Object, CancellationToken.None);

    private static QueueMessage Queued(string text, int delivery) => QueuesModelFactory.QueueMessage("m-1", "receipt", text, delivery);
}
