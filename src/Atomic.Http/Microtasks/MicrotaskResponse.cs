using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary>Answers with one microtask.</summary>
internal static class MicrotaskResponse
{
    /// <summary>Answers 200 with the microtask, or 202 where it was accepted and goes on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="view">The microtask.</param>
    /// <param name="acceptedRetryAfterSeconds">When to look again, for 202; null for 200.</param>
    public static Task WriteAsync(HttpContext context, MicrotaskView view, int? acceptedRetryAfterSeconds = null)
    {
        var response = context.Response;
        var pathBase = context.Request.PathBase.Value ?? "";
        var status = StatusCodes.Status200OK;
        if (acceptedRetryAfterSeconds is { } seconds)
        {
            status = StatusCodes.Status202Accepted;
            response.Headers.Location = MicrotaskJson.SelfPath(pathBase, view.Id);
            response.Headers.RetryAfter = seconds.ToString();
        }

        return JsonResponse.WriteAsync(
            context, status, JsonResponse.ContentType, (view, pathBase), static (writer, state) => MicrotaskJson.Write(writer, state.view, state.pathBase));
    }

    /// <summary>Answers that there is no such microtask.</summary>
    /// <param name="context">The request.</param>
    public static Task WriteNotFoundAsync(HttpContext context) =>
        ProblemResponse.WriteAsync(context, new Problem(ErrorCodes.NotFound, "There is no microtask of this id; see GET /api/microtasks for those that are kept."));
}
