using System.Text;
using System.Text.Json;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Tests.Access;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atomic.Http.Tests;

/// <summary>A real server on a free port, over the scripted service.</summary>
public abstract class HttpTest : IAsyncLifetime
{
    private WebApplication? _app;

    protected ScriptedService Service { get; } = new();

    protected ScriptedFailures Failures { get; } = new();

    protected ScriptedWhatIf WhatIf { get; } = new();

    protected InMemoryKeyStore KeyStore { get; } = new();

    protected ApiKeys Keys => App.Services.GetRequiredService<ApiKeys>();

    protected HttpClient Client { get; private set; } = new();

    protected WebApplication App => _app ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAtomicHttp(access: await AccessAsync());
        builder.Services.AddSingleton<IMicrotaskService>(Service);
        builder.Services.AddSingleton<IFailureService>(Failures);
        builder.Services.AddSingleton<IWhatIfService>(WhatIf);
        builder.Services.AddSingleton<IMarketplace>(new ScriptedMarketplace(Service));
        builder.Services.AddSingleton<IApiKeyStore>(KeyStore);
        builder.Services.AddSingleton<IDurabilityBarrier>(KeyStore);
        Configure(builder.Services);
        _app = builder.Build();
        _app.MapAtomic();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Who is served; the machine itself while there are no keys.</summary>
    protected virtual Task<AccessOptions> AccessAsync() => Task.FromResult(new AccessOptions());

    protected virtual void Configure(IServiceCollection services)
    {
    }

    protected static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    protected async Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return await Client.SendAsync(request);
    }

    protected async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return await Client.SendAsync(request);
    }

    /// <summary>The problem's members, after a check of what all problems have in common.</summary>
    protected static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        var type = ProblemTypes.Find(code).ShouldNotBeNull();
        problem.GetProperty("type").GetString().ShouldBe(type.Type);
        problem.GetProperty("title").GetString().ShouldBe(type.Title);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    /// <summary>Makes a key.</summary>
    protected async Task<string> KeyAsync(string tenant, AccessScopes scopes) =>
        (await Keys.CreateAsync(new ApiKeyRequest(tenant, scopes), CancellationToken.None)).Text.Reveal();

    /// <summary>Sends a request with a key.</summary>
    protected async Task<HttpResponseMessage> SendAsync(string method, string path, string? key, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : Json(body) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}").ShouldBeTrue();
        return await Client.SendAsync(request);
    }

    protected static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
