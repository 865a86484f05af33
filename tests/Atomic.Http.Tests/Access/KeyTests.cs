using System.Net;
using Atomic.Http.Routes;
using Atomic.Orchestration.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Http.Tests.Access;

public sealed class KeyTests : HttpTest
{
    private readonly FakeTimeProvider _time = new(Samples.Time);

    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "bearer   {0} ")]
    [InlineData("x-api-key", "{0}")]
    [InlineData("api-key", "{0}")]
    public async Task AnyRoute_KeyInAnyOfTheHeaders_IsTaken(string header, string form)
    {
        var key = await KeyAsync("support", AccessScopes.Read);

        using var response = await GetAsync("/api/microtasks", (header, string.Format(form, key)));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Queries.ShouldHaveSingleItem().Tenant.ShouldBe("support");
    }

    [Fact]
    public async Task AnyRoute_SameKeyTwice_IsTakenAndDifferentKeysAreNot()
    {
        var first = await KeyAsync("support", AccessScopes.Read);
        var second = await KeyAsync("support", AccessScopes.Read);

        using var same = await GetAsync("/api/market", ("Authorization", $"Bearer {first}"), ("api-key", first));
        using var different = await GetAsync("/api/market", ("Authorization", $"Bearer {first}"), ("api-key", second));

        same.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(different, 401, "unauthenticated");
    }

    [Fact]
    public async Task EveryRoute_EveryScope_IsServedExactlyWhereTheRouteSaysSo()
    {
        var routes = App.Services.GetRequiredService<AtomicRoutes>().All;
        AccessScopes[] all = [AccessScopes.Read, AccessScopes.Run, AccessScopes.Admin];
        foreach (var scope in all)
        {
            var key = await KeyAsync("support", scope);
            foreach (var route in routes)
            {
                using var response = await SendAsync(route.Method, route.Pattern.Replace("{id}", ScriptedService.FirstId), key, route.Method == "POST" ? "{}" : null);

                var may = route.Scopes == AccessScopes.None || route.Scopes.HasFlag(scope);
                (response.StatusCode == HttpStatusCode.Forbidden).ShouldBe(!may, $"{scope}: {route.Method} {route.Pattern}");
                response.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
                if (!may && !IsOpenAis(route.Pattern)) await ForbiddenAsync(response, route.Scopes);
            }
        }
    }

    [Fact]
    public async Task EveryRoute_NoKey_IsRefusedExactlyWhereTheRouteIsNotPublic()
    {
        await KeyAsync("support", AccessScopes.Read);
        foreach (var route in App.Services.GetRequiredService<AtomicRoutes>().All)
        {
            using var response = await SendAsync(route.Method, route.Pattern.Replace("{id}", ScriptedService.FirstId), null, route.Method == "POST" ? "{}" : null);

            (response.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(route.Scopes != AccessScopes.None, $"{route.Method} {route.Pattern}");
            if (route.Scopes == AccessScopes.None) continue;
            if (!IsOpenAis(route.Pattern)) await ProblemAsync(response, 401, "unauthenticated");
            Header(response, "WWW-Authenticate").ShouldBe("Bearer");
            Header(response, "Cache-Control").ShouldBe("no-store");
        }

        Service.Submissions.ShouldBeEmpty();
    }

    [Fact]
    public void EveryRoute_PublicOnes_AreThoseThatTellNothingOfATenant() =>
        App.Services.GetRequiredService<AtomicRoutes>().All.Where(static route => route.Scopes == AccessScopes.None).Select(static route => route.Pattern)
            .ShouldBe(["/healthz", "/readyz", "/openapi.json", "/schemas/explanation.v1.json", "/"], "a new public route needs a reason");

    [Fact]
    public async Task AnyRoute_WhateverIsWrongWithTheKey_AnswersAreTheSame()
    {
        var good = await KeyAsync("support", AccessScopes.All);
        var revoked = await KeyAsync("support", AccessScopes.All);
        await Keys.RevokeAsync(IdOf(revoked), CancellationToken.None);
        var expired = (await Keys.CreateAsync(new ApiKeyRequest("support", AccessScopes.All, ExpiresAt: Samples.Time.AddDays(1)), CancellationToken.None)).Text.Reveal();
        _time.Advance(TimeSpan.FromDays(1));
        string?[] bad =
        [
            null, revoked, expired, OtherSecret(good), new ApiKeyIssuer(static bytes => bytes.Fill(7), _time).Issue(new ApiKeyRequest("x", AccessScopes.All)).Text.Reveal(),
            "atomic_", "atomic_x_y", good + "0", good.ToUpperInvariant(), "x", "eyJhbGciOiJub25lIn0.e30.",
        ];

        var answers = new List<string>();
        foreach (var id in (string[])[ScriptedService.FirstId, "mt-none"])
        {
            foreach (var key in bad)
            {
                using var response = await SendAsync("GET", $"/api/microtasks/{id}", key);
                var problem = await ProblemAsync(response, 401, "unauthenticated");
                answers.Add($"{problem.GetRawText()} {Header(response, "WWW-Authenticate")} {response.Content.Headers.ContentLength}");
            }
        }

        answers.Distinct().ShouldHaveSingleItem();
        using var served = await SendAsync("GET", "/api/microtasks", good);
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnyRoute_SameKeyAgain_ReadsTheStoreOnceInHalfAMinute()
    {
        var key = await KeyAsync("support", AccessScopes.Read);
        for (var i = 0; i < 5; i++) (await SendAsync("GET", "/api/market", key)).Dispose();
        KeyStore.Reads.ShouldBe(1);
        KeyStore.Lists.ShouldBeLessThanOrEqualTo(2, "once at the start, once for the first key");

        _time.Advance(ApiKeys.CacheTime);
        (await SendAsync("GET", "/api/market", key)).Dispose();
        KeyStore.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task AnyRoute_MalformedKey_IsRefusedWithoutALookIntoTheStore()
    {
        await KeyAsync("support", AccessScopes.Read);
        using var response = await SendAsync("GET", "/api/market", "atomic_0123456789abcdef_short");

        await ProblemAsync(response, 401, "unauthenticated");
        KeyStore.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task AnyRoute_RevokedHere_IsRefusedAtOnceAndElsewhereWithinTheCacheTime()
    {
        var here = await KeyAsync("support", AccessScopes.Read);
        var elsewhere = await KeyAsync("support", AccessScopes.Read);
        foreach (var key in (string[])[here, elsewhere]) (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Keys.RevokeAsync(IdOf(here), CancellationToken.None);
        await KeyStore.RevokeAsync(IdOf(elsewhere), _time.GetUtcNow(), CancellationToken.None);

        (await SendAsync("GET", "/api/market", here)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("GET", "/api/market", elsewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Advance(ApiKeys.CacheTime);
        (await SendAsync("GET", "/api/market", elsewhere)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AnyRoute_ExpiresWhileItIsCached_IsRefusedAtOnce()
    {
        var key = (await Keys.CreateAsync(new ApiKeyRequest("support", AccessScopes.Read, ExpiresAt: Samples.Time.AddSeconds(10)), CancellationToken.None)).Text.Reveal();
        (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(_time);

    private static string IdOf(string key) => key.Split('_')[1];

    private static string OtherSecret(string key) => key[..^1] + (key[^1] == '0' ? 'g' : '0');

    /// <summary>Whose refusals have another body, which has tests of its own.</summary>
    private static bool IsOpenAis(string pattern) => pattern.StartsWith("/v1/", StringComparison.Ordinal);

    private static async Task ForbiddenAsync(HttpResponseMessage response, AccessScopes needed)
    {
        var problem = await ProblemAsync(response, 403, "forbidden");
        problem.GetProperty("detail").GetString()!.ShouldContain(string.Join(" or ", ScopeNames.Of(needed)));
        Header(response, "WWW-Authenticate").ShouldBe("Bearer error=\"insufficient_scope\"");
    }
}
