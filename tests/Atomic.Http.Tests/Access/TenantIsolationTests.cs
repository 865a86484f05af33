using System.Net;
using System.Text.Json;
using Atomic.Http.Routes;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Http.Tests.Access;

public sealed class TenantIsolationTests : HttpTest
{
    [Fact]
    public async Task EveryRouteWithAnId_AnothersId_Is404AsIfItWereNot()
    {
        var (alpha, beta) = await TenantsAsync();
        var id = await SubmitAsync(alpha);
        (await SendAsync("GET", $"/api/microtasks/{id}", alpha)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var routes = App.Services.GetRequiredService<AtomicRoutes>().All.Where(static route => route.Pattern.Contains("{id}", StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(5);
        Service.TakeFeedback = static (_, _) => new Problem("not-found", ScriptedService.NotFound);
        Failures.Retry = static _ => new Problem("not-found", ScriptedService.NotFound);
        Failures.Drop = static _ => new Problem("not-found", ScriptedService.NotFound);
        foreach (var route in routes)
        {
            var body = route.Method == "POST" ? """{"score":1}""" : null;
            using var others = await SendAsync(route.Method, route.Pattern.Replace("{id}", id), beta, body);
            using var nobodys = await SendAsync(route.Method, route.Pattern.Replace("{id}", ScriptedService.NoId), beta, body);

            await ProblemAsync(others, 404, "not-found");
            (await others.Content.ReadAsStringAsync()).ShouldBe(await nobodys.Content.ReadAsStringAsync(), $"{route.Method} {route.Pattern}");
        }

        (await SendAsync("GET", $"/api/microtasks/{id}", alpha)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Feedback.ShouldAllBe(static taken => taken.Id == ScriptedService.NoId);
    }

    [Fact]
    public async Task List_OfTwoTenants_IsDisjoint()
    {
        var (alpha, beta) = await TenantsAsync();
        var alphas = new[] { await SubmitAsync(alpha), await SubmitAsync(alpha) };
        var betas = new[] { await SubmitAsync(beta) };

        (await ListAsync(alpha)).ShouldBe(alphas, ignoreOrder: true);
        (await ListAsync(beta)).ShouldBe(betas);
    }

    [Fact]
    public async Task Post_SameIdempotencyKeyOfTwoTenants_DoNotMeet()
    {
        var (alpha, beta) = await TenantsAsync();

        var first = await SubmitAsync(alpha, "order-1");
        var second = await SubmitAsync(beta, "order-1", """{"kind":"email-routing","input":"Something else"}""");

        second.ShouldNotBe(first);
        (await SubmitAsync(alpha, "order-1")).ShouldBe(first);
    }

    private async Task<(string Alpha, string Beta)> TenantsAsync() => (await KeyAsync("alpha", AccessScopes.All), await KeyAsync("beta", AccessScopes.All));

    private async Task<string> SubmitAsync(string key, string? idempotencyKey = null, string body = Samples.Request)
    {
        (string Name, string Value)[] headers = [("x-api-key", key)];
        if (idempotencyKey is not null) headers = [.. headers, ("Idempotency-Key", idempotencyKey)];
        using var response = await PostAsync("/api/microtasks", body, headers);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<IEnumerable<string>> ListAsync(string key)
    {
        using var response = await SendAsync("GET", "/api/microtasks", key);
        return [.. JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!)];
    }
}
