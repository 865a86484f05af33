using System.Net;
using System.Net.Sockets;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Resilience;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Bidders;

/// <summary>Every way in which an endpoint can fail, as an outcome with a sentence that says what to do.</summary>
public sealed class ModelBidderFailureTests
{
    private const string Subject = "Model 'small-7b' at endpoint 'gpu' ";
    private const string Path = "Atomic:Market:Endpoints:gpu";

    [Theory]
    [InlineData(400, "x", AttemptOutcome.Rejected, "refused the request (HTTP 400); check the bidder's options against what the model takes.")]
    [InlineData(400, "content_filter", AttemptOutcome.Declined, "declined the input by its content filter (HTTP 400).")]
    [InlineData(400, "context_length_exceeded", AttemptOutcome.Rejected, "takes no input of that length (HTTP 400); lower the bidder's MaxInputTokens.")]
    [InlineData(401, "x", AttemptOutcome.Rejected, $"refused the credential (HTTP 401); check {Path}:ApiKey.")]
    [InlineData(403, "x", AttemptOutcome.Rejected, $"refused the credential (HTTP 403); check {Path}:ApiKey.")]
    [InlineData(404, "x", AttemptOutcome.Rejected, $"was not found (HTTP 404); check the bidder's Model and {Path}:BaseUrl.")]
    [InlineData(408, "x", AttemptOutcome.TimedOut, "gave up waiting for the request (HTTP 408).")]
    [InlineData(413, "x", AttemptOutcome.Rejected, "takes no input of that size (HTTP 413); lower the bidder's MaxInputTokens.")]
    [InlineData(429, "insufficient_quota", AttemptOutcome.RateLimited, "is out of capacity or quota (HTTP 429).")]
    [InlineData(500, "x", AttemptOutcome.ServerError, "failed by itself (HTTP 500); see its log.")]
    [InlineData(503, "x", AttemptOutcome.ServerError, "failed by itself (HTTP 503); see its log.")]
    [InlineData(504, "x", AttemptOutcome.ServerError, "failed by itself (HTTP 504); see its log.")]
    public async Task ExecuteAsync_ErrorStatus_IsToldAsItsOutcome(int status, string code, AttemptOutcome outcome, string detail)
    {
        var transport = new RecordedTransport().Then((HttpStatusCode)status, Completion.Error(code, $"leaks {TestMarket.Key} and Where is my parcel?"));

        var reply = await ExecuteAsync(transport, static options => options.MaxRetries = 0);

        reply.Outcome.ShouldBe(outcome);
        reply.Detail.ShouldBe(Subject + detail);
        reply.Text.ShouldBeNull();
        reply.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_ErrorPageOfAProxy_IsToldByItsStatus() =>
        (await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.InternalServerError, "<html>oops</html>"))).Outcome.ShouldBe(AttemptOutcome.ServerError);

    [Theory]
    [InlineData("{not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"c","choices":[]}""")]
    [InlineData("""{"choices":[{"message":null}]}""")]
    [InlineData("""{"choices":"many"}""")]
    [InlineData("<html>Sign in</html>")]
    public async Task ExecuteAsync_BodyThatIsNoCompletion_IsMalformed(string body)
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, body));

        reply.Outcome.ShouldBe(AttemptOutcome.MalformedResponse);
        reply.Detail.ShouldBe($"{Subject}sent an answer that is no chat completion; check {Path}:BaseUrl.");
    }

    [Theory]
    [InlineData("\"eos_token\"")]
    [InlineData("null")]
    public async Task ExecuteAsync_FinishReasonUnknownToTheSdk_StillGivesTheAnswer(string finish)
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(finish: finish)));

        reply.Outcome.ShouldBe(AttemptOutcome.Succeeded);
        reply.Text.ShouldBe("shipping");
        (reply.ServedModel, reply.InputTokens, reply.OutputTokens).ShouldBe(("small-7b-2024", 21, 3));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-3,"completion_tokens":5,"total_tokens":2}""", null, 5)]
    [InlineData("""{"prompt_tokens":21,"completion_tokens":2000000000,"total_tokens":2}""", 21, null)]
    [InlineData("""{"prompt_tokens":99999999999,"completion_tokens":5,"total_tokens":2}""", null, 5)]
    [InlineData("""{"prompt_tokens":3.5,"completion_tokens":"5","total_tokens":2}""", null, null)]
    [InlineData("null", null, null)]
    public async Task ExecuteAsync_AbsurdUsage_CountsAsNotReported(string usage, int? input, int? output)
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(usage: usage)));

        reply.Outcome.ShouldBe(AttemptOutcome.Succeeded);
        (reply.InputTokens, reply.OutputTokens).ShouldBe((input, output));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \\n\"")]
    public async Task ExecuteAsync_EmptyText_IsInvalidOutputAndBilled(string content)
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(content)));

        reply.Outcome.ShouldBe(AttemptOutcome.InvalidOutput);
        reply.Detail.ShouldBe(Subject + "answered without text.");
        reply.OutputTokens.ShouldBe(3);
    }

    [Fact]
    public async Task ExecuteAsync_FinishReasonLength_IsInvalidOutputThatNamesTheLimit()
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(finish: "\"length\"")));

        reply.Outcome.ShouldBe(AttemptOutcome.InvalidOutput);
        reply.Detail.ShouldBe(Subject + "was cut off at 50 tokens; raise the bidder's MaxOutputTokens.");
        reply.OutputTokens.ShouldBe(3);
    }

    [Fact]
    public async Task ExecuteAsync_ContentFilter_IsDeclined() =>
        (await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of("null", "\"content_filter\"")))).Outcome.ShouldBe(AttemptOutcome.Declined);

    [Fact]
    public async Task ExecuteAsync_Refusal_IsDeclinedAndBilled()
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Refusal));

        reply.Outcome.ShouldBe(AttemptOutcome.Declined);
        reply.Text.ShouldBeNull();
        reply.OutputTokens.ShouldBe(8);
    }

    [Fact]
    public async Task ExecuteAsync_AnswerOverTheBound_IsNotReadWhole()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of("\"" + new string('x', MeteringHandler.DefaultMaxResponseBytes) + "\""));

        var reply = await ExecuteAsync(transport);

        reply.Outcome.ShouldBe(AttemptOutcome.MalformedResponse);
        reply.Detail!.ShouldContain("8388608 bytes");
        reply.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_NoAnswerWithinTheCallsLimit_TimesOut()
    {
        var time = new FakeTimeProvider();
        var transport = new RecordedTransport().ThenNothing();
        using var market = new TestMarket(transport, time);

        var execution = market.ExecuteAsync(TestMarket.Call(seconds: 2.5));
        await Conditions.UntilAsync(() => transport.Sent.Count == 1);
        time.Advance(TimeSpan.FromSeconds(2.5));
        var reply = await execution;

        reply.Outcome.ShouldBe(AttemptOutcome.TimedOut);
        reply.Detail.ShouldBe(Subject + "had not answered after 2.5 s, the time that was left.");
        reply.LatencySeconds.ShouldBe(2.5, 0.001);
        reply.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_NoAnswerWithinTheEndpointsLimit_TimesOutWithoutRetry()
    {
        var time = new FakeTimeProvider();
        var transport = new RecordedTransport().ThenNothing();
        using var market = new TestMarket(transport, time, static options => options.TimeoutSeconds = 1);

        var execution = market.ExecuteAsync(TestMarket.Call(seconds: 30));
        await Conditions.UntilAsync(() => transport.Sent.Count == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        var reply = await execution;

        reply.Outcome.ShouldBe(AttemptOutcome.TimedOut);
        reply.Detail.ShouldBe($"{Subject}had not answered a request within {Path}:TimeoutSeconds.");
        transport.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_NoTimeLeft_IsNotSent()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport);

        var reply = await market.ExecuteAsync(TestMarket.Call(seconds: 0));

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.TimedOut, 0));
        transport.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ExecuteAsync_CallerCancels_IsCancelledNotTimedOut()
    {
        using var cancellation = new CancellationTokenSource();
        var transport = new RecordedTransport().ThenNothing();
        using var market = new TestMarket(transport);

        var execution = market.ExecuteAsync(cancellationToken: cancellation.Token);
        await Conditions.UntilAsync(() => transport.Sent.Count == 1);
        await cancellation.CancelAsync();

        (await execution).Outcome.ShouldBe(AttemptOutcome.Cancelled);
    }

    [Theory]
    [InlineData(HttpRequestError.SecureConnectionError, "cannot be reached over TLS; check the certificate of Atomic:Market:Endpoints:gpu:BaseUrl.")]
    [InlineData(HttpRequestError.NameResolutionError, "cannot be reached; check that it runs, and Atomic:Market:Endpoints:gpu:BaseUrl.")]
    [InlineData(HttpRequestError.ResponseEnded, "closed the connection before it had answered; check that it runs.")]
    public async Task ExecuteAsync_TransportFails_IsUnreachable(HttpRequestError error, string detail)
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(new HttpRequestException(error, $"at {TestMarket.Key}")));

        reply.Outcome.ShouldBe(AttemptOutcome.Unreachable);
        reply.Detail.ShouldBe(Subject + detail);
    }

    [Fact]
    public async Task ExecuteAsync_ConnectTimesOut_IsUnreachable() =>
        (await ExecuteAsync(new RecordedTransport().Then(new TaskCanceledException("connect", new TimeoutException("connect"))))).Outcome.ShouldBe(AttemptOutcome.Unreachable);

    [Fact]
    public async Task ExecuteAsync_SomethingUnforeseen_FailsWithItsTypeOnly()
    {
        var reply = await ExecuteAsync(new RecordedTransport().Then(new NotSupportedException($"quotes {TestMarket.Key}")));

        reply.Outcome.ShouldBe(AttemptOutcome.Failed);
        reply.Detail.ShouldBe(Subject + "could not be asked (NotSupportedException).");
    }

    [Fact]
    public async Task ExecuteAsync_NothingListens_IsUnreachableAfterRetries()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = $"http://127.0.0.1:{port}/v1");

        var reply = await market.ExecuteAsync();

        reply.Outcome.ShouldBe(AttemptOutcome.Unreachable);
        reply.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task ExecuteAsync_ServerClosesTheConnection_IsUnreachable()
    {
        await using var server = new LoopbackServer(static () => "");
        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = server.BaseUrl);

        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Unreachable);
    }

    [Fact]
    public async Task ExecuteAsync_AnyFailure_TellsNeitherKeyNorPayload()
    {
        foreach (var status in Enumerable.Range(300, 300).Where(static status => status is not (>= 360 and < 400 or >= 460 and < 500)))
        {
            var transport = new RecordedTransport().Then((HttpStatusCode)status, Completion.Error("x", $"{TestMarket.Key} Where is my parcel?"), ("Location", "http://evil/"));
            var reply = await ExecuteAsync(transport, static options => options.MaxRetries = 0);

            reply.Detail.ShouldNotBeNull();
            reply.ToString().ShouldNotContain(TestMarket.Key);
            reply.ToString().ShouldNotContain("parcel");
        }
    }

    private static async Task<ModelReply> ExecuteAsync(RecordedTransport transport, Action<EndpointOptions>? endpoint = null)
    {
        using var market = new TestMarket(transport, endpoint: endpoint);
        return await market.ExecuteAsync();
    }
}
