using System.Net;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class FeedbackTests : HttpTest
{
    private static readonly string Path = $"/api/microtasks/{ScriptedService.FirstId}/feedback";

    [Fact]
    public async Task Post_Valid_IsTaken()
    {
        using var response = await PostAsync(Path, """{"score":0.5,"label":"billing","comment":"Nearly.","trust":0.5,"source":"support desk"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"id":"{{ScriptedService.FirstId}}","recorded":true,"learned":true}""");
        Header(response, "Cache-Control").ShouldBe("no-store");
        var (id, feedback) = Service.Feedback.ShouldHaveSingleItem();
        id.ShouldBe(ScriptedService.FirstId);
        (feedback.Score, feedback.Label, feedback.Comment).ShouldBe((0.5, "billing", "Nearly."));
        (feedback.Trust, feedback.Source).ShouldBe((0.5, "support desk"));
        feedback.ReceivedAt.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("""{"score":2}""", 400, "invalid-field")]
    [InlineData("""{"score":1,"trust":2}""", 400, "invalid-field")]
    [InlineData("""{"score":1,"lable":"x"}""", 400, "unknown-field")]
    [InlineData("score", 400, "malformed-json")]
    public async Task Post_Faulty_IsAProblem(string body, int status, string code)
    {
        using var response = await PostAsync(Path, body);

        await ProblemAsync(response, status, code);
        Service.Feedback.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not-found", 404)]
    [InlineData("conflict", 409)]
    public async Task Post_ServiceRefuses_IsItsProblem(string code, int status)
    {
        Service.TakeFeedback = (_, _) => new Problem(code, "So it is.");

        using var response = await PostAsync(Path, """{"score":1}""");

        await ProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Post_IdThatIsNone_Is404()
    {
        using var response = await PostAsync("/api/microtasks/x/feedback", """{"score":1}""");

        await ProblemAsync(response, 404, "not-found");
    }

    [Fact]
    public async Task Post_TooLarge_Is413()
    {
        using var response = await PostAsync(Path, new string(' ', (1024 * 1024) + 1));

        await ProblemAsync(response, 413, "body-too-large");
    }
}
