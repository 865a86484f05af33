using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Responses;

/// <summary>Headers that keep a page from running or loading anything, whatever text a microtask brought into it.</summary>
internal static class HtmlSecurity
{
    /// <summary>The media type of pages.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Sets the headers.</summary>
    /// <param name="response">The answer.</param>
    public static void Apply(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
