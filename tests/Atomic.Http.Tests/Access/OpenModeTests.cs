using System.Net;
using Atomic.Http.Access;
using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Http.Tests.Access;

public sealed class OpenModeTests : HttpTest
{
    private readonly FakeTimeProvider _time = new(Samples.Time);

    [Fact]
    public async Task NoKeys_Loopback_IsServedAsTheDefaultTenant()
    {
        using var response = await PostAsync("/api/microtasks", Samples.Request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Submissions.ShouldHaveSingleItem().Tenant.ShouldBe(TenantName.Default);
    }

    [Theory]
    [InlineData("Authorization", "Bearer sk-none", 200)]
    [InlineData("Authorization", "Basic eDp5", 200)]
    [InlineData("api-key", "", 200)]
    [InlineData("x-api-key", "none", 200)]
    [InlineData("Authorization", "Bearer atomic_0000000000000000_0000000000000000000000000000000000000000000000000000", 401)]
    [InlineData("x-api-key", "atomic_misspelt", 401)]
    [InlineData("X-Forwarded-For", "127.0.0.1", 200)]
    [InlineData("X-Forwarded-For", "127.0.0.1:4711, [::1]:80", 200)]
    [InlineData("X-Forwarded-For", "203.0.113.7", 401)]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.7", 401)]
    [InlineData("X-Forwarded-For", "nonsense", 401)]
    [InlineData("X-Forwarded-Host", "atomic.example.com", 401)]
    [InlineData("X-Real-IP", "203.0.113.7", 401)]
    [InlineData("Forwarded", "for=127.0.0.1", 401)]
    [InlineData("Host", "atomic.example.com", 401)]
    [InlineData("Host", "localhost.example.com", 401)]
    [InlineData("Host", "LOCALHOST:81", 200)]
    [InlineData("Host", "[::1]", 200)]
    public async Task NoKeys_WhateverIsSent_IsServedOnlyWhereItIsSurelyLocal(string header, string value, int status)
    {
        using var response = await GetAsync("/api/market", (header, value));

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task FirstKey_MadeHere_ClosesTheHouseAtOnce()
    {
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var made = await PostAsync("/api/keys", """{"tenant":"support","scopes":["admin"]}""");

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await made.Content.ReadAsStringAsync()).ShouldContain("also from this machine");
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task FirstKey_MadeElsewhere_ClosesTheHouseWithinTheCacheTime()
    {
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = new ApiKeyIssuer(static bytes => bytes.Fill(1), _time).Issue(new ApiKeyRequest("support", AccessScopes.Read));
        await KeyStore.AddAsync(key.Key, CancellationToken.None);

        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Advance(ApiKeys.CacheTime);
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("GET", "/api/market", key.Text.Reveal())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LastKey_Revoked_DoesNotOpenTheHouseAgain()
    {
        var key = await KeyAsync("support", AccessScopes.Admin);
        await Keys.RevokeAsync(key.Split('_')[1], CancellationToken.None);
        _time.Advance(ApiKeys.CacheTime);

        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task OwnKey_OfThisProcess_IsServedAndNeitherListedNorClosesTheHouse()
    {
        var own = Keys.CreateOwn().Reveal();

        (await SendAsync("GET", "/api/market", own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync("GET", "/api/keys", own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Keys.ListAsync(null, CancellationToken.None)).ShouldBeEmpty();

        await KeyAsync("support", AccessScopes.Read);
        (await SendAsync("GET", "/api/market", own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Store_ThatFails_ServesNobodyAndGoesOnWhenItIsBack()
    {
        _time.Advance(ApiKeys.CacheTime);
        KeyStore.Failure = new InvalidOperationException("The store is away.");
        await ProblemAsync(await GetAsync("/api/market"), 500, "internal");

        KeyStore.Failure = null;
        (await GetAsync("/api/market")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("::1", "[::1]:8080", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:8080", true)]
    [InlineData("10.0.0.4", "localhost", false)]
    [InlineData("::ffff:10.0.0.4", "localhost", false)]
    [InlineData(null, "localhost", false)]
    [InlineData("127.0.0.1", "10.0.0.4", false)]
    [InlineData("127.0.0.1", "", false)]
    public void LoopbackCaller_ConnectionAndHost_BothCount(string? remote, string host, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);

        new LoopbackCaller().IsLocal(context).ShouldBe(isLocal);
    }

    [Theory]
    [InlineData("Development", null, null, "localhost:7071", null, true)]
    [InlineData("Development", null, null, "localhost:7071", "127.0.0.1", true)]
    [InlineData("Development", null, null, "localhost:7071", "203.0.113.7", false)]
    [InlineData("Development", null, null, "house.azurewebsites.net", null, false)]
    [InlineData("Development", "WEBSITE_INSTANCE_ID", "abc", "localhost:7071", null, false)]
    [InlineData("Development", "CONTAINER_NAME", "abc", "localhost:7071", null, false)]
    [InlineData("Development", "KUBERNETES_SERVICE_HOST", "10.0.0.1", "localhost:7071", null, false)]
    [InlineData("Production", null, null, "localhost:7071", null, false)]
    [InlineData(null, null, null, "localhost:7071", null, false)]
    public void DevelopmentCaller_EnvironmentAndRequest_AllCount(string? environment, string? name, string? value, string host, string? forwardedFor, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString(host);
        if (forwardedFor is not null) context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        var caller = new DevelopmentCaller(asked => asked == "AZURE_FUNCTIONS_ENVIRONMENT" ? environment : asked == name ? value : null);

        caller.IsLocal(context).ShouldBe(isLocal);
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(_time);
}
