using Atomic.Core.Microtasks;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary>The id in a path.</summary>
internal static class MicrotaskIdParameter
{
    /// <summary>The parameter's name in patterns.</summary>
    public const string Name = "id";

    /// <summary>The id, or null where no microtask can have it: the stores are never asked for text that is not an id.</summary>
    /// <param name="context">The request.</param>
    public static string? Read(HttpContext context) =>
        context.Request.RouteValues.TryGetValue(Name, out var value) && value is string text && MicrotaskId.IsValid(text) ? text : null;
}
