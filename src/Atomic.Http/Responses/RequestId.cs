using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Responses;

/// <summary>The id under which a request is found in logs and traces; answered as <c>x-request-id</c>.</summary>
internal static class RequestId
{
    /// <summary>The header.</summary>
    public const string HeaderName = "x-request-id";

    private const int MaxLength = 128;

    /// <summary>The caller's own id where it sent a sane one, else the W3C trace id, else the connection's.</summary>
    /// <param name="context">The request.</param>
    public static string Of(HttpContext context)
    {
        var sent = context.Request.Headers[HeaderName];
        if (sent.Count == 1 && sent[0] is { Length: > 0 and <= MaxLength } id && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0) return id;
        return Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : context.TraceIdentifier;
    }
}
