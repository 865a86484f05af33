using System.Net;
using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class FailureTests : HttpTest
{
    private const string MessageJson =
        """{"id":"m 1","queue":"microtasks","reason":"No bidder does \"it\".","tries":5,"givenUpAt":"2026-01-02T03:04:05+00:00","bytes":1234}""";

    [Fact]
    public async Task Get_NothingFailed_IsEmpty()
    {
        using var response = await GetAsync("/api/failures");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"orchestrations":[],"messages":[],"continuation":null}""");
        Header(response, "Cache-Control").ShouldBe("no-store");
        Failures.Queries.ShouldBe([new FailureQuery()]);
    }

    [Fact]
    public async Task Get_Failures_HaveEveryMember()
    {
        Failures.Page = new FailurePage(
            [
                new FailedOrchestration("mt-1", "contoso", "email-routing", "It threw.", Samples.Time, Samples.Time.AddSeconds(1)),
                new FailedOrchestration("other", null, null, "It was terminated.", Samples.Time, Samples.Time),
            ],
            [ScriptedFailures.Message("m 1")],
            "next");

        using var response = await GetAsync("/api/failures?top=7&continuation=a%2Fb");

        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"orchestrations":[{"id":"mt-1","tenant":"contoso","kind":"email-routing","reason":"It threw.","startedAt":"2026-01-02T03:04:05+00:00","endedAt":"2026-01-02T03:04:06+00:00"},"""
            + """{"id":"other","tenant":null,"kind":null,"reason":"It was terminated.","startedAt":"2026-01-02T03:04:05+00:00","endedAt":"2026-01-02T03:04:05+00:00"}],"""
            + $$"""
               "messages":[{{MessageJson}}],"continuation":"next"}
               """);
        Failures.Queries.ShouldBe([new FailureQuery(7, "a/b")]);
    }

    [Theory]
    [InlineData("top=0", HttpErrorCodes.InvalidParameter)]
    [InlineData("top=1001", HttpErrorCodes.InvalidParameter)]
    [InlineData("top=", HttpErrorCodes.InvalidParameter)]
    [InlineData("top=1&top=2", HttpErrorCodes.InvalidParameter)]
    [InlineData("continuation=", HttpErrorCodes.InvalidParameter)]
    [InlineData("kind=a", HttpErrorCodes.UnknownParameter)]
    public async Task Get_BadQuery_Is400(string query, string code)
    {
        using var response = await GetAsync($"/api/failures?{query}");

        await ProblemAsync(response, 400, code);
        Failures.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retry_Message_AnswersWithIt()
    {
        using var response = await PostAsync("/api/failures/messages/m%201/retry", "");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(MessageJson);
        Failures.Retried.ShouldBe(["m 1"]);
    }

    [Theory]
    [InlineData(ErrorCodes.NotFound, 404)]
    [InlineData(ErrorCodes.Conflict, 409)]
    [InlineData(ErrorCodes.StorageUnavailable, 503)]
    public async Task Retry_ServiceRefuses_IsItsProblem(string code, int status)
    {
        Failures.Retry = _ => new Problem(code, "It is refused.");

        using var response = await PostAsync("/api/failures/messages/m/retry", "");

        await ProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Delete_Message_Is204()
    {
        using var response = await Client.DeleteAsync("/api/failures/messages/m");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Failures.Dropped.ShouldBe(["m"]);
    }

    [Fact]
    public async Task Delete_NoSuchMessage_Is404()
    {
        Failures.Drop = static _ => new Problem(ErrorCodes.NotFound, "There is none.");

        using var response = await Client.DeleteAsync("/api/failures/messages/m");

        await ProblemAsync(response, 404, ErrorCodes.NotFound);
    }

    [Theory]
    [InlineData("%E2%98%83")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Delete_IdThatNoMessageHas_Is404AndAsksNobody(string id)
    {
        using var response = await Client.DeleteAsync($"/api/failures/messages/{id}");

        await ProblemAsync(response, 404, ErrorCodes.NotFound);
        Failures.Dropped.ShouldBeEmpty();
    }
}
