using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Responses;

/// <summary>Headers that keep a page from running or loading anything, whatever text a microtask brought into it.</summary>
internal static class HtmlSecurity
{
    /// <summary>The media type of pages.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>The policy of a page with styles of its own and nothing else.</summary>
    public const string StyledPage = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <summary>Sets the headers.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="contentSecurityPolicy">What the page may do, apart from being framed, which none may.</param>
    public static void Apply(HttpResponse response, string contentSecurityPolicy = StyledPage)
    {
        response.Headers.ContentSecurityPolicy = $"{contentSecurityPolicy}; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
