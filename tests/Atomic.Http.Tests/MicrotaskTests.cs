using System.Net;
using Atomic.Core.Microtasks;

namespace Atomic.Http.Tests;

public sealed class MicrotaskTests : HttpTest
{
    private static readonly string Path = $"/api/microtasks/{ScriptedService.FirstId}";

    [Fact]
    public async Task Get_Ended_AnswersWithIt()
    {
        using var posted = await PostAsync("/api/microtasks", Samples.Request);

        using var response = await GetAsync(Path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Samples.AnswerJson(ScriptedService.FirstId));
        Header(response, "Cache-Control").ShouldBe("no-store");
        Header(response, "Retry-After").ShouldBeNull();
        Service.Waits[^1].ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Get_RunningWithWait_WaitsAndAnswers200()
    {
        Service.EndsAtOnce = false;
        using var posted = await PostAsync("/api/microtasks", Samples.Request, ("Prefer", "respond-async"));

        using var response = await GetAsync(Path, ("Prefer", "wait=5"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Samples.RunningJson(ScriptedService.FirstId));
        Header(response, "Retry-After").ShouldBe("1");
        Header(response, "Preference-Applied").ShouldBe("wait=5");
        Service.Waits[^1].ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Delete_Running_CancelsIt()
    {
        Service.EndsAtOnce = false;
        using var posted = await PostAsync("/api/microtasks", Samples.Request, ("Prefer", "respond-async"));

        using var response = await Client.DeleteAsync(Path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"cancelled\"");
    }

    [Fact]
    public async Task Delete_Ended_KeepsItsEnd()
    {
        using var posted = await PostAsync("/api/microtasks", Samples.Request);

        using var response = await Client.DeleteAsync(Path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Samples.AnswerJson(ScriptedService.FirstId));
    }

    [Theory]
    [InlineData("mt-00000000000000000000000000")]
    [InlineData("mt-0")]
    [InlineData("x%2F..%2Fy")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("'; drop table microtasks; --")]
    public async Task AnyMethod_NoSuchMicrotask_Is404(string id)
    {
        var path = $"/api/microtasks/{id}";

        using var got = await GetAsync(path);
        await ProblemAsync(got, 404, "not-found");
        using var deleted = await Client.DeleteAsync(path);
        await ProblemAsync(deleted, 404, "not-found");
        using var explained = await GetAsync($"{path}/explanation");
        await ProblemAsync(explained, 404, "not-found");
    }

    [Fact]
    public async Task Get_IdThatIsNone_NeverReachesTheService()
    {
        using var response = await GetAsync("/api/microtasks/nonsense");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Service.Waits.ShouldBeEmpty();
    }

    [Fact]
    public void FirstId_IsAnId() => MicrotaskId.IsValid(ScriptedService.FirstId).ShouldBeTrue();
}
