using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Atomic.Http.Requests;

/// <summary>Checks that a body is plain JSON by its headers. A body without a media type is taken for JSON.</summary>
internal static class JsonMediaType
{
    /// <summary>What is wrong with the body's headers, or null.</summary>
    /// <param name="request">The request.</param>
    public static Problem? FindFault(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
            return Unsupported("The body is compressed; send it without Content-Encoding.");
        var contentType = request.ContentType;
        if (contentType is null || contentType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || IsJson(contentType)) return null;
        return Unsupported("The body must be JSON in UTF-8; send it with the header Content-Type: application/json.");
    }

    private static bool IsJson(string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return false;
        var isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static Problem Unsupported(string detail) => new(HttpErrorCodes.UnsupportedMediaType, detail);
}
