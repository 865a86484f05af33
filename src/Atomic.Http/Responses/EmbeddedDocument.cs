using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Atomic.Http.Responses;

/// <summary>A document that is part of the program: served with an entity tag, so that a reader fetches it once per version.</summary>
internal sealed class EmbeddedDocument
{
    private readonly byte[] _bytes;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    /// <summary>A document of those bytes.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">Its media type.</param>
    public EmbeddedDocument(byte[] bytes, string contentType)
    {
        _bytes = bytes;
        _contentType = contentType;
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    /// <summary>The embedded resource of that name.</summary>
    /// <param name="name">Its logical name.</param>
    /// <param name="contentType">Its media type.</param>
    public static EmbeddedDocument FromResource(string name, string contentType)
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not part of the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new EmbeddedDocument(bytes, contentType);
    }

    /// <summary>Answers with the document, or 304 where the caller has it.</summary>
    /// <param name="context">The request.</param>
    public Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = "no-cache";
        if (!IsKnownToCaller(context.Request)) return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, _contentType, _bytes);
        response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private bool IsKnownToCaller(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_tag, useStrongComparison: false));
}
