using Atomic.Http.Routes;
using Microsoft.AspNetCore.Http;

namespace Atomic.InProcess.Calls;

/// <summary>Finds the handler of a request among the surface's routes, without endpoint routing.</summary>
/// <param name="routes">The surface.</param>
internal sealed class RouteTable(AtomicRoutes routes)
{
    private readonly (AtomicRoute Route, string[] Steps)[] _routes = [.. routes.All.Select(static route => (route, StepsOf(route.Pattern)))];

    /// <summary>The handler; its route values are set.</summary>
    /// <param name="context">The request.</param>
    public RequestDelegate Find(HttpContext context)
    {
        var steps = StepsOf(context.Request.Path.ToUriComponent());
        foreach (var (route, pattern) in _routes)
        {
            if (route.Method == context.Request.Method && Matches(pattern, steps))
            {
                for (var i = 0; i < pattern.Length; i++)
                {
                    if (IsParameter(pattern[i]))
                        context.Request.RouteValues[pattern[i].Trim('{', '}')] = Uri.UnescapeDataString(steps[i]);
                }

                return route.Handler;
            }
        }

        return routes.UnknownRoute();
    }

    private static string[] StepsOf(string path) => path.Trim('/').Split('/');

    private static bool IsParameter(string step) => step.StartsWith('{');

    private static bool Matches(string[] pattern, string[] steps) =>
        pattern.Length == steps.Length && pattern.Zip(steps).All(static pair => pair.First == pair.Second || (IsParameter(pair.First) && pair.Second.Length > 0));
}
