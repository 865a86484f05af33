using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>Who asks, on the request that asks.</summary>
internal static class CallerFeature
{
    private static readonly object Key = new();

    /// <summary>Who asks.</summary>
    /// <param name="context">The request; it has passed the guard.</param>
    public static Caller CallerOf(this HttpContext context) =>
        context.Items.TryGetValue(Key, out var value) && value is Caller caller
            ? caller
            : throw new InvalidOperationException("The request has not passed the guard, which finds out who asks.");

    /// <summary>Notes who asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who.</param>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;
}
