using Atomic.Http.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Http;

/// <summary>Puts the HTTP surface into a host with endpoint routing.</summary>
public static class AtomicEndpoints
{
    /// <summary>
    /// Maps every route, 405 for other methods on the same paths and, with the lowest precedence, 404 for every other path.
    /// Needs <see cref="AtomicHttpServices.AddAtomicHttp"/> and an <see cref="Orchestration.Service.IMicrotaskService"/>, an
    /// <see cref="Orchestration.Failures.IFailureService"/> and an <see cref="Orchestration.WhatIf.IWhatIfService"/> as singletons.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <returns>The group of all that was mapped, for conventions that hold for each.</returns>
    public static RouteGroupBuilder MapAtomic(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.ServiceProvider.GetRequiredService<AtomicRoutes>();
        var group = endpoints.MapGroup("");
        foreach (var route in routes.All) group.MapMethods(route.Pattern, AtomicRoutes.MethodsOf(route), route.Handler);
        foreach (var pattern in routes.All.Select(static route => route.Pattern).Distinct(StringComparer.Ordinal))
            group.Map(pattern, routes.MethodNotAllowed(pattern));
        group.MapFallback("{*path}", routes.UnknownRoute());
        return group;
    }
}
