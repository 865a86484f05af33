using Atomic.Core.Errors;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Problems;

/// <summary>Answers with a problem: RFC 9457 <c>application/problem+json</c>, or OpenAI's error body on the paths that its clients call.</summary>
internal static class ProblemResponse
{
    /// <summary>The media type.</summary>
    public const string ContentType = "application/problem+json";

    private const string InternalDetail =
        "The request was not at fault; the service's log has the details under this trace id.";

    /// <summary>Answers with the problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="retryAfterSeconds">When to try again, if it is temporary.</param>
    /// <exception cref="AtomicException">The problem is none that callers may see: it belongs into the log, and the caller gets a trace id.</exception>
    public static Task WriteAsync(HttpContext context, Problem problem, int retryAfterSeconds = 1)
    {
        if (ProblemTypes.Find(problem.Code) is not { } type || type.Code == ErrorCodes.Internal)
            throw new AtomicException(ErrorCodes.Internal, $"The service gave the problem {problem.Code}: {problem.Detail}");
        if (OpenAiErrorResponse.IsFor(context.Request)) return OpenAiErrorResponse.WriteAsync(context, problem, type, retryAfterSeconds);
        if (type.IsTemporary) context.Response.Headers.RetryAfter = retryAfterSeconds.ToString();
        return WriteAsync(context, type, problem.Detail, problem.Pointer, traceId: null);
    }

    /// <summary>Answers that something failed that should not have; says nothing of what.</summary>
    /// <param name="context">The request.</param>
    public static Task WriteInternalAsync(HttpContext context)
    {
        var type = ProblemTypes.Find(ErrorCodes.Internal)!;
        return OpenAiErrorResponse.IsFor(context.Request)
            ? OpenAiErrorResponse.WriteAsync(context, new Problem(ErrorCodes.Internal, $"The request was not at fault; the service's log has the details under {RequestId.Of(context)}."), type, retryAfterSeconds: 1)
            : WriteAsync(context, type, InternalDetail, pointer: null, RequestId.Of(context));
    }

    private static Task WriteAsync(HttpContext context, ProblemType type, string detail, string? pointer, string? traceId)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponse.WriteAsync(context, type.Status, ContentType, (type, detail, pointer, traceId), static (writer, state) =>
        {
            var (type, detail, pointer, traceId) = state;
            writer.WriteStartObject();
            writer.WriteString("type"u8, type.Type);
            writer.WriteString("title"u8, type.Title);
            writer.WriteNumber("status"u8, type.Status);
            writer.WriteString("detail"u8, detail);
            if (pointer is not null) writer.WriteString("pointer"u8, pointer);
            if (traceId is not null) writer.WriteString("traceId"u8, traceId);
            writer.WriteEndObject();
        });
    }
}
