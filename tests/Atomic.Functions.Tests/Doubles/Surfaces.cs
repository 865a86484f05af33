using Atomic.Functions.Clients;
using Atomic.Functions.Http;
using Atomic.Http;
using Atomic.Http.Routes;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
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
        services.AddSingleton(Mock.Of<IHostApplicationLifetime>());
        services.AddAtomicHttp();
        return services.BuildServiceProvider().GetRequiredService<AtomicRoutes>();
    }

    public static HttpSurface Of(IMicrotaskService? service = null, DurableClientAccessor? clients = null) => new(Routes(service), clients ?? new DurableClientAccessor());

    public static DefaultHttpContext Request(string method, string path)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path, context.Response.Body) = (method, path, new MemoryStream());
        return context;
    }

    public static string Body(HttpContext context) => System.Text.Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
