using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.Microtasks;

/// <summary>What any server has, whatever its market.</summary>
public sealed class ServiceTests(AcceptanceHost host) : AcceptanceTest(host)
{
    [Theory]
    [InlineData("healthz", "application/json")]
    [InlineData("readyz", "application/json")]
    [InlineData("openapi.json", "application/json")]
    [InlineData("api/market", "application/json")]
    [InlineData("schemas/explanation.v1.json", null)]
    [InlineData("", "text/html")]
    public async Task Get_Documents_AreThere(string path, string? mediaType)
    {
        var answer = (await House.GetAsync(path)).ShouldBe(200);

        answer.Text.ShouldNotBeNullOrWhiteSpace();
        if (mediaType is not null)
            answer.MediaType.ShouldBe(mediaType);
    }

    [Fact]
    public async Task OpenApi_NamesEveryRouteOfTheSuite()
    {
        var paths = (await House.GetAsync("openapi.json")).ShouldBe(200).Json.GetProperty("paths");

        foreach (var path in new[] { "/api/microtasks", "/api/microtasks/{id}", "/api/microtasks/{id}/explanation", "/api/microtasks/{id}/feedback", "/api/market", "/healthz", "/readyz" })
            paths.TryGetProperty(path, out _).ShouldBeTrue(path);
    }
}
