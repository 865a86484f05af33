using System.Net;
using System.Text;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class SubmitTests : HttpTest
{
    private const string Path = "/api/microtasks";

    [Fact]
    public async Task Post_EndsInTime_Answers200()
    {
        using var response = await PostAsync(Path, Samples.Request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Samples.AnswerJson(ScriptedService.FirstId));
        Header(response, "Content-Type").ShouldBe("application/json; charset=utf-8");
        response.Content.Headers.ContentLength.ShouldNotBeNull();
        Header(response, "Cache-Control").ShouldBe("no-store");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "x-request-id").ShouldNotBeNullOrEmpty();
        Header(response, "Preference-Applied").ShouldBeNull();
        Header(response, "Location").ShouldBeNull();
        Service.Waits.ShouldBe([TimeSpan.FromSeconds(30)]);
    }

    [Fact]
    public async Task Post_DoesNotEndInTime_Answers202OnceDurable()
    {
        Service.EndsAtOnce = false;

        using var response = await PostAsync(Path, Samples.Request, ("Prefer", "wait=7"));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Samples.RunningJson(ScriptedService.FirstId));
        Header(response, "Location").ShouldBe($"/api/microtasks/{ScriptedService.FirstId}");
        Header(response, "Retry-After").ShouldBe("1");
        Header(response, "Preference-Applied").ShouldBe("wait=7");
        Service.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
        Service.Durable.ShouldBe([ScriptedService.FirstId]);
    }

    [Fact]
    public async Task Post_Verify_ReachesTheServiceAndAFaultIsPointedTo()
    {
        using var taken = await PostAsync(Path, """{"kind":"k","input":"x","verify":[{"type":"label","equals":"spam"}]}""");
        using var refused = await PostAsync(Path, """{"kind":"k","input":"x","verify":[{"type":"label","equal":"spam"}]}""");

        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Submissions.ShouldHaveSingleItem().Verify!.ShouldHaveSingleItem();
        await ProblemAsync(refused, 400, "unknown-field");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("/verify/0/equal");
    }

    [Fact]
    public async Task Post_RespondAsync_Answers202EvenIfQuick()
    {
        using var response = await PostAsync(Path, Samples.Request, ("Prefer", "respond-async"));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Header(response, "Preference-Applied").ShouldBe("respond-async");
        Service.Waits.ShouldBe([TimeSpan.Zero]);
        Service.Durable.ShouldBe([ScriptedService.FirstId]);
    }

    [Theory]
    [InlineData("wait=0", "wait=0", 0)]
    [InlineData("WAIT = \"10\"", "wait=10", 10)]
    [InlineData("wait=301", "wait=300", 300)]
    [InlineData("wait=99999999999999", "wait=300", 300)]
    [InlineData("handling=lenient, wait=5; x=y, wait=6", "wait=5", 5)]
    [InlineData("respond-async, wait=10", "respond-async, wait=10", 10)]
    [InlineData("wait=-1", null, 30)]
    [InlineData("wait=soon, ;,=,wait", null, 30)]
    public async Task Post_Prefer_IsAppliedAsFarAsUnderstood(string prefer, string? applied, int seconds)
    {
        Service.EndsAtOnce = false;

        using var response = await PostAsync(Path, Samples.Request, ("Prefer", prefer));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Header(response, "Preference-Applied").ShouldBe(applied);
        Service.Waits[0].ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(MicrotaskStatus.Failed, "failed")]
    [InlineData(MicrotaskStatus.NoAward, "no-award")]
    [InlineData(MicrotaskStatus.Cancelled, "cancelled")]
    public async Task Post_EndsWithoutAnswer_Answers200WithStatusAndDetail(MicrotaskStatus status, string name)
    {
        Service.End = view => view with { Status = status, Output = null, Award = null, Detail = "Why." };

        using var response = await PostAsync(Path, Samples.Request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"status\":\"{name}\",\"output\":null,\"detail\":\"Why.\",\"award\":null,");
    }

    [Fact]
    public async Task Post_KeyAgainWithSameBody_IsTheSameMicrotask()
    {
        using var first = await PostAsync(Path, Samples.Request, ("Idempotency-Key", "k1"));
        using var again = await PostAsync(Path, Samples.Request, ("Idempotency-Key", "k1"));
        using var later = await PostAsync(Path, Samples.Request, ("Idempotency-Key", "k1"), ("Prefer", "respond-async"));

        var answer = await first.Content.ReadAsStringAsync();
        (await again.Content.ReadAsStringAsync()).ShouldBe(answer);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await later.Content.ReadAsStringAsync()).ShouldBe(answer);
        Service.Submissions.ShouldAllBe(static submission => submission.IdempotencyKey == "k1");
    }

    [Fact]
    public async Task Post_KeyAgainWithOtherBody_Is422()
    {
        using var first = await PostAsync(Path, Samples.Request, ("Idempotency-Key", "k1"));
        using var other = await PostAsync(Path, Samples.Request.Replace("Hello", "Bye"), ("Idempotency-Key", "k1"));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(other, 422, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Post_KeyThatIsNone_Is400(string key)
    {
        using var response = await PostAsync(Path, Samples.Request, ("Idempotency-Key", key));

        await ProblemAsync(response, 400, "invalid-header");
        Service.Submissions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_KeyTooLongOrTwice_Is400()
    {
        using var tooLong = await PostAsync(Path, Samples.Request, ("Idempotency-Key", new string('k', 256)));
        await ProblemAsync(tooLong, 400, "invalid-header");
        using var twice = await PostAsync(Path, Samples.Request, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));
        await ProblemAsync(twice, 400, "invalid-header");
        Service.Submissions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{", 400, "malformed-json", null)]
    [InlineData("", 400, "malformed-json", null)]
    [InlineData("""{"kind":"k","input":"\ud800"}""", 400, "malformed-json", "/input")]
    [InlineData("""{"kind":"k","input":"x","inputs":1}""", 400, "unknown-field", "/inputs")]
    [InlineData("""{"kind":"k","input":[{"role":"user"}]}""", 400, "invalid-field", "/input/0/content")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"type":1}}""", 422, "invalid-schema", "/outputSchema/type")]
    [InlineData("""{"kind":"k","input":"x","policy":{"objective":"best"}}""", 422, "impossible-policy", "/policy")]
    public async Task Post_FaultyBody_IsAProblemWithPointer(string body, int status, string code, string? pointer)
    {
        using var response = await PostAsync(Path, body);

        var problem = await ProblemAsync(response, status, code);
        (problem.TryGetProperty("pointer", out var at) ? at.GetString() : null).ShouldBe(pointer);
        Service.Submissions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("unknown-kind", 422, null)]
    [InlineData("empty-market", 503, null)]
    [InlineData("overloaded", 503, "1")]
    [InlineData("shutting-down", 503, "1")]
    public async Task Post_RefusedByTheService_IsItsProblem(string code, int status, string? retryAfter)
    {
        Service.Refuse = _ => new Problem(code, "So it is.");

        using var response = await PostAsync(Path, Samples.Request);

        (await ProblemAsync(response, status, code)).GetProperty("detail").GetString().ShouldBe("So it is.");
        Header(response, "Retry-After").ShouldBe(retryAfter);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("nonsense")]
    public async Task Post_OtherMediaType_Is415(string mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Samples.Request));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var response = await Client.PostAsync(Path, content);

        await ProblemAsync(response, 415, "unsupported-media-type");
    }

    [Fact]
    public async Task Post_CompressedBody_Is415()
    {
        using var content = Json(Samples.Request);
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await Client.PostAsync(Path, content);

        await ProblemAsync(response, 415, "unsupported-media-type");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    [InlineData("application/vnd.atomic+json")]
    public async Task Post_JsonByAnyName_IsTaken(string? mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Samples.Request));
        if (mediaType is not null) content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var response = await Client.PostAsync(Path, content);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverTheLimit_Is413(bool chunked)
    {
        var body = $$"""{"kind":"k","input":"{{new string('x', 10 * 1024 * 1024)}}"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Json(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        using var response = await Client.SendAsync(request);

        await ProblemAsync(response, 413, "body-too-large");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyAtTheLimit_IsReadInFull(bool chunked)
    {
        // White space after the object: it counts for the body, not for the input.
        var body = Samples.Request.PadRight(1024 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Json(body) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await Client.SendAsync(request);
        using var over = await PostAsync(Path, body + " ");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(over, 413, "body-too-large");
    }

    [Fact]
    public async Task Post_ServiceThrows_Is500WithoutDetails()
    {
        Service.Refuse = static _ => throw new InvalidOperationException("the secret");

        using var response = await PostAsync(Path, Samples.Request, ("x-request-id", "mine-1"));

        var problem = await ProblemAsync(response, 500, "internal");
        problem.GetProperty("traceId").GetString().ShouldBe("mine-1");
        problem.GetRawText().ShouldNotContain("secret");
        Header(response, "x-request-id").ShouldBe("mine-1");
    }

    [Fact]
    public async Task Post_ServiceThrowsAKnownError_IsItsProblem()
    {
        Service.Refuse = static _ => throw new Core.Errors.AtomicException("shutting-down", "It stops.");

        using var response = await PostAsync(Path, Samples.Request);

        (await ProblemAsync(response, 503, "shutting-down")).GetProperty("detail").GetString().ShouldBe("It stops.");
    }

    [Fact]
    public async Task Post_ServiceGivesAnUnknownCode_Is500()
    {
        Service.Refuse = static _ => new Problem("no-such-code", "the secret");

        using var response = await PostAsync(Path, Samples.Request);

        (await ProblemAsync(response, 500, "internal")).GetRawText().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Post_CallerLeaves_WaitEndsAndServerGoesOn()
    {
        Service.GivenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leaving = new CancellationTokenSource();
        var post = Client.PostAsync(Path, Json(Samples.Request), leaving.Token);
        await Service.Waited.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(post);
        await Service.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
        using var health = await GetAsync("/healthz");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Post_OutputOfAnyJson_IsAnsweredAsItWas()
    {
        var input = """{"n":1.50,"big":1e400,"s":"Grüße <b> \ud83d\ude00","l":[null,true]}""";

        using var response = await PostAsync(Path, $$"""{"kind":"k","input":{{input}}}""");

        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"output\":{input},\"award\"");
    }
}
