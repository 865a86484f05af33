using System.Text;
using Atomic.Core.Explanations;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary><c>GET /api/microtasks/{id}/explanation</c>: as data, as text or as a page, by <c>Accept</c>.</summary>
/// <param name="service">Has the decision records.</param>
internal sealed class ExplanationEndpoint(IMicrotaskService service)
{
    private static readonly string NotAcceptable =
        $"An explanation can be had as {string.Join(", ", ExplanationForm.MediaTypes)}; send one of them in the Accept header.";

    /// <summary>Answers with the explanation of the decision record as it stands.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (AcceptedType.Choose(context.Request, ExplanationForm.MediaTypes) is not { } mediaType)
        {
            await ProblemResponse.WriteAsync(context, new Problem(HttpErrorCodes.NotAcceptable, NotAcceptable));
            return;
        }

        var record = MicrotaskIdParameter.Read(context) is { } id ? await service.GetRecordAsync(context.CallerOf().Tenant, id, context.RequestAborted) : null;
        if (record is null)
        {
            await MicrotaskResponse.WriteNotFoundAsync(context);
            return;
        }

        if (mediaType == ExplanationForm.Html) HtmlSecurity.Apply(response, ExplanationHtml.ContentSecurityPolicy);
        var text = ExplanationForm.Write(record, mediaType);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, $"{mediaType}; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }
}
