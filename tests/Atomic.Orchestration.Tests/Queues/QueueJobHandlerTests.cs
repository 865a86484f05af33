using System.Text;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Orchestration.Tests.Queues;

public sealed class QueueJobHandlerTests
{
    private const string Text = """{"kind":"email-routing","input":"Where is my order?"}""";

    private readonly ScriptedMicrotasks _service = new();
    private readonly MemoryPoison _poison = new();
    private readonly QueueOptions _options = new();
    private readonly FakeTimeProvider _time = new(Samples.Now);

    [Fact]
    public async Task HandleAsync_MicrotaskEnds_IsCompletedWithItsJson()
    {
        var outcome = await HandleAsync("""{"kind":"email-routing","input":"Where is my order?","correlationId":"order 7"}""");

        var id = _service.Submissions.ShouldHaveSingleItem().IdempotencyKey!;
        id.ShouldBe("queue:microtasks:message-1");
        var microtask = MicrotaskId.FromIdempotencyKey("default", id);
        Completed(outcome).ShouldBe(
            $$$"""{"id":"{{{microtask}}}","kind":"email-routing","status":"succeeded","output":"shipping","award":{"bidder":"small","model":"model-small","servedModel":"served","plan":"Single(small)","winner":"small","attempts":1},"costUsd":0.0001,"latencyMs":12.346,"overheadMs":2,"links":{"self":"/api/microtasks/{{{microtask}}}","explanation":"/api/microtasks/{{{microtask}}}/explanation"},"messageId":"message-1","correlationId":"order 7"}""");
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_DeliveredAgain_IsTheSameMicrotask()
    {
        var first = Completed(await HandleAsync(Text));

        Completed(await HandleAsync(Text, tries: 2)).ShouldBe(first);
        _service.Submissions.Select(static submission => submission.IdempotencyKey).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task HandleAsync_KeyOfItsOwn_IsTheMicrotasksKey()
    {
        await HandleAsync("""{"idempotencyKey":"invoice-7","kind":"email-routing","input":"a"}""");
        await Handler().HandleAsync(new QueueJob("microtasks", "message-2", """{"idempotencyKey":"invoice-7","kind":"email-routing","input":"a"}""", 1), default);

        _service.Submissions.Select(static submission => submission.IdempotencyKey).ShouldBe(["invoice-7", "invoice-7"]);
    }

    [Fact]
    public async Task HandleAsync_TenantOfTheQueue_IsTheMicrotasks()
    {
        _options.Tenant = "contoso";

        await HandleAsync(Text);

        _service.Submissions.ShouldHaveSingleItem().Tenant.ShouldBe("contoso");
    }

    [Theory]
    [InlineData("""{"kind":"a","input":"b","policy":{"deadlineSeconds":7}}""", 37)]
    [InlineData("""{"kind":"a","input":"b"}""", 150)]
    public async Task HandleAsync_Wait_IsTheDeadlineAndAMargin(string text, int seconds)
    {
        await HandleAsync(text);

        _service.Waits.ShouldBe([TimeSpan.FromSeconds(seconds)]);
    }

    [Theory]
    [InlineData(MicrotaskStatus.Failed, "failed")]
    [InlineData(MicrotaskStatus.NoAward, "no-award")]
    [InlineData(MicrotaskStatus.Cancelled, "cancelled")]
    public async Task HandleAsync_MicrotaskWithoutAnswer_IsAResultAndNoPoison(MicrotaskStatus status, string name)
    {
        _service.End = view => view with { Status = status, Output = null, Detail = "No bid met the policy." };

        var result = JsonDocument.Parse(Completed(await HandleAsync(Text, tries: 5))).RootElement;

        result.GetProperty("status").GetString().ShouldBe(name);
        result.GetProperty("detail").GetString().ShouldBe("No bid met the policy.");
        _poison.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "malformed-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("[]", "invalid-field")]
    [InlineData("null", "invalid-field")]
    [InlineData("""{"kind":"a","input":"b","inputs":"c"}""", "unknown-field")]
    [InlineData("""{"kind":"a"}""", "invalid-field")]
    [InlineData("""{"kind":"a","input":"b","outputSchema":{"type":"nothing"}}""", "invalid-schema")]
    [InlineData("""{"kind":"a","input":"b","policy":{"allowBidders":["x"],"denyBidders":["x"]}}""", null)]
    [InlineData("""{"kind":"a","input":"b","idempotencyKey":"é"}""", "invalid-field")]
    [InlineData("""{"kind":"a","input":"b","idempotencyKey":7}""", "invalid-field")]
    [InlineData("""{"kind":"a","input":"b","correlationId":7}""", "invalid-field")]
    [InlineData("""{"kind":"a","input":"b","correlationId":" "}""", "invalid-field")]
    public async Task HandleAsync_CannotBeRead_IsPoisonedAtOnce(string text, string? code)
    {
        var poisoned = (await HandleAsync(text)).ShouldBeOfType<QueueJobOutcome.Poisoned>();

        if (code is not null)
            poisoned.Problem.Code.ShouldBe(code);
        _service.Submissions.ShouldBeEmpty();
        _poison.Messages.ShouldHaveSingleItem().ShouldBe(new PoisonMessage
        {
            Id = "message-1", Queue = "microtasks", Text = text, Reason = poisoned.Problem.Detail, Tries = 1, GivenUpAt = Samples.Now,
        });
        _poison.Durable.ShouldBe(1, "the host deletes the message on the strength of it");
    }

    [Fact]
    public async Task HandleAsync_UnknownField_TellsTheSubmitter()
    {
        var outcome = await HandleAsync("""{"correlationId":"7","kind":"a","input":"b","polcy":{}}""");

        outcome.ShouldBeOfType<QueueJobOutcome.Poisoned>().Result.ShouldBe(
            """{"status":"poisoned","problem":{"type":"urn:atomic:problem:unknown-field","detail":"\"polcy\" is not a field of the request; did you mean \"policy\"?","pointer":"/polcy"},"messageId":"message-1","correlationId":"7"}""");
    }

    [Theory]
    [InlineData(ErrorCodes.UnknownKind)]
    [InlineData(ErrorCodes.ImpossiblePolicy)]
    [InlineData(ErrorCodes.IdempotencyKeyReused)]
    [InlineData(ErrorCodes.InvalidSchema)]
    public async Task HandleAsync_RefusedForGood_IsPoisonedAtOnce(string code)
    {
        _service.Refuse = _ => new Problem(code, "It is refused.");

        (await HandleAsync(Text)).ShouldBeOfType<QueueJobOutcome.Poisoned>().Problem.Code.ShouldBe(code);
        _poison.Messages.ShouldHaveSingleItem().Reason.ShouldBe("It is refused.");
    }

    [Theory]
    [InlineData(ErrorCodes.Overloaded)]
    [InlineData(ErrorCodes.ShuttingDown)]
    [InlineData(ErrorCodes.StorageUnavailable)]
    [InlineData(ErrorCodes.EmptyMarket)]
    public async Task HandleAsync_RefusedForNow_IsRetried(string code)
    {
        _service.Refuse = _ => new Problem(code, "Not now.");

        (await HandleAsync(Text, tries: 4)).ShouldBe(new QueueJobOutcome.Retry(new Problem(code, "Not now.")));
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_LastTryFails_IsPoisonedWithTheReason()
    {
        _service.Refuse = static _ => new Problem(ErrorCodes.Overloaded, "Not now.");

        var poisoned = (await HandleAsync(Text, tries: 5)).ShouldBeOfType<QueueJobOutcome.Poisoned>();

        poisoned.Problem.Detail.ShouldBe("It was tried 5 times, which is as often as is tried; the last time: Not now.");
        _poison.Messages.ShouldHaveSingleItem().Tries.ShouldBe(5);
    }

    [Fact]
    public async Task HandleAsync_LastTryWhileTheHostStops_IsRetried()
    {
        _service.Refuse = static _ => new Problem(ErrorCodes.ShuttingDown, "Not now.");

        (await HandleAsync(Text, tries: 5)).ShouldBeOfType<QueueJobOutcome.Retry>();
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_BeyondTheLastTryAndNotAccepted_IsPoisonedUntried()
    {
        var poisoned = (await HandleAsync(Text, tries: 6)).ShouldBeOfType<QueueJobOutcome.Poisoned>();

        poisoned.Problem.Detail.ShouldStartWith("It was delivered 6 times and no delivery came to an end");
        _service.Submissions.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_BeyondTheLastTryAndAccepted_IsCompleted()
    {
        var first = Completed(await HandleAsync(Text));

        Completed(await HandleAsync(Text, tries: 6)).ShouldBe(first);
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_StillRunningAfterItsDeadline_IsRetried()
    {
        _service.End = static view => view with { Status = MicrotaskStatus.Running };

        (await HandleAsync(Text)).ShouldBeOfType<QueueJobOutcome.Retry>().Problem.Detail.ShouldContain("did not end within 150 seconds");
    }

    [Fact]
    public async Task HandleAsync_Purged_IsRetried()
    {
        _service.End = static _ => null;

        (await HandleAsync(Text)).ShouldBeOfType<QueueJobOutcome.Retry>().Problem.Code.ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task HandleAsync_ServiceThrows_IsRetriedWithTheCauseAndNoneOfItsText()
    {
        _service.Failure = new InvalidOperationException("secret payload");

        var retry = (await HandleAsync(Text)).ShouldBeOfType<QueueJobOutcome.Retry>();

        retry.Cause.ShouldBe(_service.Failure);
        retry.Problem.Detail.ShouldNotContain("secret");
        retry.Problem.Code.ShouldBe(ErrorCodes.Internal);
    }

    [Fact]
    public async Task HandleAsync_StorageThrows_IsRetriedWithItsSentence()
    {
        _service.Failure = new AtomicException(ErrorCodes.StorageUnavailable, "The account does not answer.");

        (await HandleAsync(Text)).ShouldBeOfType<QueueJobOutcome.Retry>().Problem
            .ShouldBe(new Problem(ErrorCodes.StorageUnavailable, "The account does not answer."));
    }

    [Fact]
    public async Task HandleAsync_CannotBeKept_IsRetriedSoThatItIsNotLost()
    {
        _poison.Failure = new AtomicException(ErrorCodes.StorageUnavailable, "The account does not answer.");

        (await HandleAsync("{", tries: 9)).ShouldBeOfType<QueueJobOutcome.Retry>().Problem.Code.ShouldBe(ErrorCodes.StorageUnavailable);
    }

    [Fact]
    public async Task HandleAsync_Stopped_IsRetriedOnTheLastTryToo()
    {
        _service.NeverEnds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();

        var handling = Handler().HandleAsync(new QueueJob("microtasks", "message-1", Text, 5), stop.Token);
        await _service.NeverEnds.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();

        (await handling.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeOfType<QueueJobOutcome.Retry>().Problem.Code.ShouldBe(ErrorCodes.ShuttingDown);
        _poison.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandleAsync_LargeAnswer_StaysOutAndIsLinked()
    {
        _service.End = static view => view with { Output = JsonSerializer.SerializeToElement(new string('x', QueueResultJson.MaxBytes)) };

        var text = Completed(await HandleAsync(Text));

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(2_000);
        var result = JsonDocument.Parse(text).RootElement;
        result.GetProperty("outputTooLarge").GetBoolean().ShouldBeTrue();
        result.GetProperty("output").ValueKind.ShouldBe(JsonValueKind.Null);
        result.GetProperty("links").GetProperty("self").GetString().ShouldStartWith("/api/microtasks/mt-");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task HandleAsync_AnswerAtTheLimit_IsTheLargestThatStays(int more, bool isTooLarge)
    {
        var bare = Encoding.UTF8.GetByteCount(Completed(await HandleAsync(Text))) - "shipping".Length;
        _service.End = view => view with { Output = JsonSerializer.SerializeToElement(new string('x', QueueResultJson.MaxBytes - bare + more)) };

        var text = Completed(await HandleAsync(Text));

        JsonDocument.Parse(text).RootElement.TryGetProperty("outputTooLarge", out _).ShouldBe(isTooLarge);
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Length.ShouldBeLessThanOrEqualTo(64 * 1024);
    }

    [Fact]
    public async Task KeepAsync_MessageOfTheHost_IsKeptAndTold()
    {
        var outcome = await Handler().KeepAsync(new QueueJob("microtasks", "message-1", Text, 5), "The process ended five times while it was at work on it.", default);

        outcome.ShouldBeOfType<QueueJobOutcome.Poisoned>().Result.ShouldContain("The process ended five times");
        _poison.Messages.ShouldHaveSingleItem().Text.ShouldBe(Text);
    }

    private static string Completed(QueueJobOutcome outcome) => outcome.ShouldBeOfType<QueueJobOutcome.Completed>().Result;

    private QueueJobHandler Handler() => new(_service, _poison, _poison, _options, new OrchestrationOptions(), _time);

    private Task<QueueJobOutcome> HandleAsync(string text, int tries = 1) =>
        Handler().HandleAsync(new QueueJob("microtasks", "message-1", text, tries), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
