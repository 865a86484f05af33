using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Failures;

/// <summary><c>GET /api/failures</c>, and what can be done with a message that was given up. Never a payload.</summary>
/// <param name="failures">Knows them.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class FailureEndpoint(IFailureService failures, AtomicHttpOptions options)
{
    private const int MaxIdLength = 256;

    /// <summary>Answers with a page: <c>{"orchestrations":[…],"messages":[…],"continuation":…}</c>, newest first.</summary>
    /// <param name="context">The request.</param>
    public async Task ListAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (FailureQueryReader.Read(context.Request.Query).TryGet(out var query, out var problem))
        {
            var page = await failures.ListAsync(query, context.RequestAborted);
            await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, page, FailureJson.Write);
        }
        else
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
        }
    }

    /// <summary><c>POST /api/failures/messages/{id}/retry</c>: puts the message back on its queue and answers with what it was.</summary>
    /// <param name="context">The request.</param>
    public async Task RetryAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var retried = IdOf(context) is { } id ? await failures.RetryMessageAsync(id, context.RequestAborted) : NoSuchMessage();
        if (retried.TryGet(out var message, out var problem))
            await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, message, FailureJson.WriteMessage);
        else
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
    }

    /// <summary><c>DELETE /api/failures/messages/{id}</c>: lets the message go and answers 204.</summary>
    /// <param name="context">The request.</param>
    public async Task DropAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var problem = IdOf(context) is { } id ? await failures.DropMessageAsync(id, context.RequestAborted) : NoSuchMessage();
        if (problem is null) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
    }

    // A queue's message ids are GUIDs; the stores are never asked for text that cannot be one of theirs.
    private static string? IdOf(HttpContext context) =>
        context.Request.RouteValues.TryGetValue("id", out var value) && value is string { Length: <= MaxIdLength } text && text.All(char.IsAscii) ? text : null;

    private static Problem NoSuchMessage() => new(ErrorCodes.NotFound, "No message of this id was given up; see GET /api/failures for those that were.");
}
