using Atomic.Functions.Clients;
using Atomic.Functions.Http;
using Atomic.Http;
using Atomic.Http.Access;
using Atomic.Http.Routes;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace Atomic.Functions.Tests.Doubles;

/// <summary>The house's HTTP surface over a service that a test makes up.</summary>
internal static class Surfaces
{
    public static AtomicRoutes Routes(IMicrotaskService? service = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(service ?? Mock.Of<IMicrotaskService>());
        services.AddSingleton(Mock.Of<IFailureService>());
        services.AddSingleton(Mock.Of<IWhatIfService>());
        services.AddSingleton(Mock.Of<IHostApplicationLifetime>());
        services.AddSingleton(Mock.Of<IMarketplace>());
        services.AddSingleton(Mock.Of<IDurabilityBarrier>());
        services.AddSingleton(NoKeys());
        services.AddSingleton<ILocalCaller>(new DevelopmentCaller(static name => name == "AZURE_FUNCTIONS_ENVIRONMENT" ? "Development" : null));
        services.AddAtomicHttp();
        return services.BuildServiceProvider().GetRequiredService<AtomicRoutes>();
    }

    public static HttpSurface Of(IMicrotaskService? service = null, DurableClientAccessor? clients = null) => new(Routes(service), clients ?? new DurableClientAccessor());

    public static DefaultHttpContext Request(string method, string path)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path, context.Response.Body) = (method, path, new MemoryStream());
        context.Request.Host = new HostString("localhost", 7071);
        return context;
    }

    public static string Body(HttpContext context) => System.Text.Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private static IApiKeyStore NoKeys()
    {
        var store = new Mock<IApiKeyStore>();
        store.Setup(static keys => keys.ListAsync(It.IsAny<string?>(), It.IsAny<CancellationToken>())).Returns(new ValueTask<IReadOnlyList<ApiKey>>([]));
        return store.Object;
    }
}
