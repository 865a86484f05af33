using System.Text.Json;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Errors;

/// <summary>Answers with an error as OpenAI's clients read it.</summary>
internal static class OpenAiErrorResponse
{
    /// <summary>Tells OpenAI's clients whether to repeat a request by themselves.</summary>
    public const string ShouldRetryHeader = "x-should-retry";

    private static readonly PathString Root = new("/v1");

    /// <summary>Whether the path is one that OpenAI's clients call: whatever goes wrong there is told in their words.</summary>
    /// <param name="request">The request.</param>
    public static bool IsFor(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers with a problem of the house.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="type">Its type.</param>
    /// <param name="retryAfterSeconds">When to try again, if it is temporary.</param>
    public static Task WriteAsync(HttpContext context, Problem problem, ProblemType type, int retryAfterSeconds) =>
        WriteAsync(context, OpenAiProblems.Of(problem, type, retryAfterSeconds));

    /// <summary>Answers with the error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The error.</param>
    public static Task WriteAsync(HttpContext context, OpenAiError error)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        if (error.RetryAfterSeconds is { } seconds) headers.RetryAfter = seconds.ToString();
        if (error.IsFinal) headers[ShouldRetryHeader] = "false";
        return JsonResponse.WriteAsync(context, error.Status, JsonResponse.ContentType, error, Write);
    }

    /// <summary>Writes the error's body.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="error">The error.</param>
    public static void Write(Utf8JsonWriter writer, OpenAiError error)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("message"u8, error.Message);
        writer.WriteString("type"u8, error.Type);
        writer.WriteString("param"u8, error.Param);
        writer.WriteString("code"u8, error.Code);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
