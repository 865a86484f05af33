using Atomic.Core.Errors;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atomic.Http.Routes;

/// <summary>Stands around every handler: request id, headers that hold for every answer, who may ask, and the last resort for what it throws.</summary>
/// <param name="access">Finds out who asks.</param>
/// <param name="logger">Takes what should not have happened.</param>
internal sealed class RequestGuard(AccessControl access, ILogger logger)
{
    /// <summary>The handler, guarded.</summary>
    /// <param name="pattern">The route's pattern, for the log.</param>
    /// <param name="scopes">Of these scopes its caller needs one; none: it is public, and nobody is asked who they are.</param>
    /// <param name="handler">The handler.</param>
    public RequestDelegate Around(string pattern, AccessScopes scopes, RequestDelegate handler) => async context =>
    {
        context.Response.Headers[RequestId.HeaderName] = RequestId.Of(context);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (scopes == AccessScopes.None || await access.AdmitAsync(context, scopes)) await handler(context);
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, pattern, exception);
        }
    };

    private async Task AnswerAsync(HttpContext context, string pattern, Exception exception)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody reads the answer, but the access log should not say 200.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        var problem = ProblemOf(exception);
        if (problem is null) HttpLog.RequestFailed(logger, exception, context.Request.Method, pattern, RequestId.Of(context));
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (problem is null) await ProblemResponse.WriteInternalAsync(context);
        else await ProblemResponse.WriteAsync(context, problem);
    }

    private static Problem? ProblemOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Problem(ErrorCodes.BodyTooLarge, "The body is over the server's limit; send less."),
        BadHttpRequestException => new Problem(HttpErrorCodes.BadRequest, "The request could not be read to its end; send it again."),

        // Exceptions of our own carry a sentence that was written for callers.
        AtomicException own when ProblemTypes.Find(own.Code) is { Status: not StatusCodes.Status500InternalServerError } =>
            new Problem(own.Code, own.Message),
        _ => null,
    };
}
