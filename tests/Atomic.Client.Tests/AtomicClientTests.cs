using System.Net;
using System.Net.Sockets;
using Atomic.Client.Microtasks;
using Atomic.Client.Tests.Fixtures;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Client.Tests;

public sealed class AtomicClientTests
{
    private static readonly Microtask Email = Microtask.OnText("email-routing", "I was charged twice.", "Answer with the team.");
    private readonly RecordedWire _wire = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EveryMember_IsTheExactRequest()
    {
        _wire.Ok(Answers.Succeeded("\"billing\""));
        using var client = Clients.Client(_wire, configure: static options => (options.ApiKey, options.WaitSeconds) = ("ak_x", 45));
        using var schema = System.Text.Json.JsonDocument.Parse("""{"type":"string"}""");

        var result = await client.RunAsync(
            Email with
            {
                OutputSchema = schema.RootElement,
                Policy = MicrotaskPolicy.Economy with { MaxCostUsd = 0.002, Regions = ["eu"], Explore = false },
                Tags = new Dictionary<string, string> { ["ticket"] = "17" },
                Batch = "nightly",
                Verify = [MicrotaskVerifier.Label("billing") with { Required = true }, MicrotaskVerifier.Number(3.14, 0.01), MicrotaskVerifier.Judge(0.1)],
                IdempotencyKey = "mail-17",
            },
            Stop);

        _wire.Only.Method.ShouldBe("POST");
        _wire.Only.Path.ShouldBe("/api/microtasks");
        _wire.Only.Header("Prefer").ShouldBe("wait=45");
        _wire.Only.Header("Idempotency-Key").ShouldBe("mail-17");
        _wire.Only.Header("Authorization").ShouldBe("Bearer ak_x");
        _wire.Only.Body.ShouldBe(
            """{"kind":"email-routing","instructions":"Answer with the team.","input":"I was charged twice.","outputSchema":{"type":"string"},"policy":{"preset":"economy","maxCostUsd":0.002,"regions":["eu"],"explore":false},"tags":{"ticket":"17"},"batch":"nightly","verify":[{"type":"label","equals":"billing","required":true},{"type":"number","equals":3.14,"tolerance":0.01},{"type":"judge","share":0.1}]}""");
        result.Status.ShouldBe(MicrotaskStatus.Succeeded);
        result.OutputText.ShouldBe("billing");
        result.Award.ShouldBe(new MicrotaskAward("small", "gpt-small", "gpt-small-2026", "Single(small)", "small", 1));
        result.CostUsd.ShouldBe(0.00012);
        result.LatencyMs.ShouldBe(410.5);
        result.Links.Explanation.ShouldBe("/api/microtasks/mt-1/explanation");
    }

    [Fact]
    public async Task Run_LeastMembers_SendsNoOthersAndAKeyOfItsOwn()
    {
        _wire.Ok(Answers.Succeeded("1")).Ok(Answers.Succeeded("1"));
        using var client = Clients.Client(_wire);

        await client.RunAsync(Microtask.OnMessages("chat", [new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "Hi")]), Stop);
        await client.RunAsync(Email, Stop);

        _wire.Requests[0].Body.ShouldBe("""{"kind":"chat","input":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]}""");
        _wire.Requests[0].Header("Authorization").ShouldBeNull();
        _wire.Requests[0].Header("Idempotency-Key").ShouldNotBeNullOrEmpty();
        _wire.Requests[0].Header("Idempotency-Key").ShouldNotBe(_wire.Requests[1].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task Run_NotEndedWithinTheWait_AsksAgainAfterWhatTheServerSays()
    {
        var time = new ImmediateTime();
        _wire
            .Answer(HttpStatusCode.Accepted, Answers.Running, "application/json", ("Location", "/api/microtasks/mt-1"), ("Retry-After", "3"))
            .Ok(Answers.Running, ("Retry-After", "2"))
            .Ok(Answers.Succeeded("\"billing\""));
        using var client = Clients.Client(_wire, time);

        (await client.RunAsync(Email, Stop)).Succeeded.ShouldBeTrue();

        _wire.Requests.Select(static request => (request.Method, request.Path)).ShouldBe(
            [("POST", "/api/microtasks"), ("GET", "/api/microtasks/mt-1"), ("GET", "/api/microtasks/mt-1")]);
        _wire.Requests.ShouldAllBe(static request => request.Header("Prefer") == "wait=60");
        time.Waits.ShouldBe([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task Run_ConnectionBreaks_SendsTheSameAgainUnderTheSameKey()
    {
        var time = new ImmediateTime();
        _wire.Fail(HttpRequestError.ResponseEnded).Fail(HttpRequestError.ConnectionError).Ok(Answers.Succeeded("\"billing\""));
        using var client = Clients.Client(_wire, time);

        await client.RunAsync(Email, Stop);

        _wire.Requests.Count.ShouldBe(3);
        _wire.Requests.Select(static request => request.Header("Idempotency-Key")).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        _wire.Requests.Select(static request => request.Body).Distinct().ShouldHaveSingleItem();
        time.Waits.Count.ShouldBe(2);
        time.Waits[0].ShouldBeInRange(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        time.Waits[1].ShouldBeInRange(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task Run_PutOff_ComesBackWhenTheServerSays()
    {
        var time = new ImmediateTime();
        _wire.Answer(HttpStatusCode.ServiceUnavailable, "{}", "application/problem+json", ("Retry-After", "7")).Ok(Answers.Succeeded("1"));
        using var client = Clients.Client(_wire, time);

        await client.RunAsync(Email, Stop);

        time.Waits.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Theory]
    [InlineData("Retry-After", "3600")]
    [InlineData("x-should-retry", "false")]
    public async Task Run_PutOffForLongOrForGood_SaysSoAtOnce(string header, string value)
    {
        _wire.Answer(HttpStatusCode.ServiceUnavailable, """{"type":"urn:atomic:problem:overloaded","detail":"As much as it takes."}""", "application/problem+json", (header, value));
        using var client = Clients.Client(_wire);

        var failure = await Should.ThrowAsync<AtomicClientException>(client.RunAsync(Email, Stop));

        failure.Code.ShouldBe("overloaded");
        failure.RetryAfter.ShouldBe(header == "Retry-After" ? TimeSpan.FromHours(1) : null);
        _wire.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_NeverReached_SaysWhereAndWhatToDo()
    {
        for (var i = 0; i < 3; i++)
            _wire.Fail(HttpRequestError.ConnectionError);
        using var client = Clients.Client(_wire, new ImmediateTime(), static options => options.MaxRetries = 2);

        var failure = await Should.ThrowAsync<AtomicClientException>(client.RunAsync(Email, Stop));

        failure.Code.ShouldBe(AtomicClientException.Unreachable);
        failure.Message.ShouldBe("The Atomic server at http://atomic.test:8080/ cannot be reached (the wire failed); check the URL, and that the server runs.");
        _wire.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Run_ConnectionBrokenBeforeItsFirstUse_IsSentAgainAndThenSaysWhere()
    {
        for (var i = 0; i < 2; i++)
            _wire.Fail(new SocketException((int)SocketError.NotConnected));
        using var client = Clients.Client(_wire, new ImmediateTime(), static options => options.MaxRetries = 1);

        var failure = await Should.ThrowAsync<AtomicClientException>(client.RunAsync(Email, Stop));

        failure.Code.ShouldBe(AtomicClientException.Unreachable);
        _wire.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_Refused_TellsTheServersOwnCodeSentenceAndPlace()
    {
        _wire.Answer(HttpStatusCode.BadRequest, """{"type":"urn:atomic:problem:invalid-field","title":"t","status":400,"detail":"/kind must match x.","pointer":"/kind"}""", "application/problem+json");
        using var client = Clients.Client(_wire);

        var failure = await Should.ThrowAsync<AtomicClientException>(client.RunAsync(Email, Stop));

        (failure.Code, failure.Message, failure.Pointer, failure.Status).ShouldBe(("invalid-field", "/kind must match x.", "/kind", HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.NotFound, "<html>")]
    public async Task Run_AnotherServer_SaysThatItIsNoAtomic(HttpStatusCode status, string body)
    {
        _wire.Answer(status, body, "text/html");
        using var client = Clients.Client(_wire);

        (await Should.ThrowAsync<AtomicClientException>(client.RunAsync(Email, Stop))).Code.ShouldBe(AtomicClientException.UnexpectedAnswer);
    }

    [Fact]
    public async Task Run_LongerThanTheLimit_NamesTheMicrotaskThatGoesOn()
    {
        var time = new FakeTimeProvider();
        _wire.Answer(HttpStatusCode.Accepted, Answers.Running, "application/json", ("Retry-After", "30"));
        using var client = Clients.Client(_wire, time, static options => options.RunTimeout = TimeSpan.FromSeconds(20));

        var run = client.RunAsync(Email, Stop);
        run.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(21));

        var failure = await Should.ThrowAsync<AtomicClientException>(run);
        (failure.Code, failure.MicrotaskId).ShouldBe((AtomicClientException.RunTimeout, "mt-1"));
    }

    [Fact]
    public async Task Run_CancelledByItsCaller_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        _wire.Answer(HttpStatusCode.Accepted, Answers.Running, "application/json", ("Retry-After", "30"));
        using var client = Clients.Client(_wire, new FakeTimeProvider());

        var run = client.RunAsync(Email, caller.Token);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
    }

    [Fact]
    public async Task Submit_Always_DoesNotWait()
    {
        _wire.Answer(HttpStatusCode.Accepted, Answers.Running);
        using var client = Clients.Client(_wire);

        (await client.SubmitAsync(Email, Stop)).Status.ShouldBe(MicrotaskStatus.Running);

        _wire.Only.Header("Prefer").ShouldBe("respond-async");
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        _wire.Answer(HttpStatusCode.NotFound, """{"type":"urn:atomic:problem:not-found","detail":"There is none."}""", "application/problem+json");
        using var client = Clients.Client(_wire);

        (await client.FindAsync("mt 1/2", Stop)).ShouldBeNull();

        _wire.Only.Path.ShouldBe("/api/microtasks/mt%201%2F2");
    }

    [Fact]
    public async Task ListAll_SeveralPages_WalksThroughAll()
    {
        _wire.Ok($$"""{"items":[{{Answers.Running}}],"continuation":"next page"}""").Ok($$"""{"items":[{{Answers.Succeeded("1")}}],"continuation":null}""");
        using var client = Clients.Client(_wire);

        var statuses = new List<MicrotaskStatus>();
        var query = new MicrotaskQuery { Kind = "email-routing", Status = MicrotaskStatus.NoAward, Since = new DateTimeOffset(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1)), Top = 1 };
        await foreach (var item in client.ListAllAsync(query, Stop))
            statuses.Add(item.Status);

        statuses.ShouldBe([MicrotaskStatus.Running, MicrotaskStatus.Succeeded]);
        _wire.Requests.Select(static request => request.Path).ShouldBe([
            "/api/microtasks?top=1&kind=email-routing&status=no-award&since=2026-01-31T12%3A00%3A00.0000000Z",
            "/api/microtasks?top=1&kind=email-routing&status=no-award&since=2026-01-31T12%3A00%3A00.0000000Z&continuation=next%20page",
        ]);
    }

    [Theory]
    [InlineData(ExplanationForm.Markdown, "text/markdown")]
    [InlineData(ExplanationForm.Html, "text/html")]
    [InlineData(ExplanationForm.Json, "application/json")]
    public async Task Explain_Form_AcceptsIt(ExplanationForm form, string mediaType)
    {
        _wire.Answer(HttpStatusCode.OK, "Why: größer.", mediaType);
        using var client = Clients.Client(_wire);

        (await client.ExplainAsync("mt-1", form, Stop)).ShouldBe("Why: größer.");

        (_wire.Only.Path, _wire.Only.Header("Accept")).ShouldBe(("/api/microtasks/mt-1/explanation", mediaType));
    }

    [Fact]
    public async Task SendFeedback_ConnectionBreaks_IsSentAgain()
    {
        _wire.Fail(HttpRequestError.ResponseEnded).Ok("""{"id":"mt-1","recorded":true,"learned":true}""");
        using var client = Clients.Client(_wire, new ImmediateTime());

        var receipt = await client.SendFeedbackAsync("mt-1", new MicrotaskFeedback(1, "billing"), Stop);

        receipt.ShouldBe(new FeedbackReceipt("mt-1", true, true));
        _wire.Requests.Count.ShouldBe(2);
        _wire.Requests[1].Body.ShouldBe("""{"score":1,"label":"billing"}""");
    }

    [Fact]
    public async Task SendFeedback_TrustAndSource_AreSent()
    {
        _wire.Ok("""{"id":"mt-1","recorded":true,"learned":false}""");
        using var client = Clients.Client(_wire);

        await client.SendFeedbackAsync("mt-1", new MicrotaskFeedback(0.5) { Trust = 0.25, Source = "support desk" }, Stop);

        _wire.Only.Body.ShouldBe("""{"score":0.5,"trust":0.25,"source":"support desk"}""");
    }

    [Theory]
    [InlineData("ftp://x", null, "BaseUrl")]
    [InlineData("http://x", "a key", "ApiKey")]
    public void Options_Unusable_AreRefusedByName(string url, string? key, string named) =>
        Should.Throw<ArgumentException>(() => new AtomicClient(new AtomicClientOptions { BaseUrl = new Uri(url), ApiKey = key })).Message.ShouldContain(named);
}
