using System.Text;
using Atomic.Core.Explanations;
using Atomic.Http.Responses;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Routes;

/// <summary>Serves the documents that are part of the program.</summary>
internal sealed class DocumentEndpoint
{
    private readonly EmbeddedDocument _openApi = EmbeddedDocument.FromResource("openapi.json", JsonResponse.ContentType);
    private readonly EmbeddedDocument _explanationSchema =
        new(Encoding.UTF8.GetBytes(ExplanationSchema.Json), "application/schema+json; charset=utf-8");
    private readonly EmbeddedDocument _start = EmbeddedDocument.FromResource("start.html", HtmlSecurity.ContentType);

    /// <summary><c>GET /openapi.json</c>.</summary>
    /// <param name="context">The request.</param>
    public Task GetOpenApiAsync(HttpContext context) => _openApi.ServeAsync(context);

    /// <summary><c>GET /schemas/explanation.v1.json</c>.</summary>
    /// <param name="context">The request.</param>
    public Task GetExplanationSchemaAsync(HttpContext context) => _explanationSchema.ServeAsync(context);

    /// <summary><c>GET /</c>: what this is, and where things are.</summary>
    /// <param name="context">The request.</param>
    public Task GetStartAsync(HttpContext context)
    {
        HtmlSecurity.Apply(context.Response);
        return _start.ServeAsync(context);
    }
}
