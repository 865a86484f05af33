using Atomic.Core.Decisions;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary><c>POST /api/microtasks/{id}/feedback</c>.</summary>
/// <param name="service">Does the work.</param>
/// <param name="options">Limits and waits.</param>
/// <param name="time">Tells when the feedback arrived.</param>
internal sealed class FeedbackEndpoint(IMicrotaskService service, AtomicHttpOptions options, TimeProvider time)
{
    /// <summary>Takes the feedback.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await ReadAsync(context)).TryGet(out var feedback, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        if (MicrotaskIdParameter.Read(context) is not { } id)
        {
            await MicrotaskResponse.WriteNotFoundAsync(context);
            return;
        }

        if (!(await service.AddFeedbackAsync(context.CallerOf().Tenant, id, feedback, context.RequestAborted)).TryGet(out var receipt, out problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, receipt, static (writer, receipt) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, receipt.Id);
            writer.WriteBoolean("recorded"u8, receipt.Recorded);
            writer.WriteBoolean("learned"u8, receipt.Learned);
            writer.WriteEndObject();
        });
    }

    private async ValueTask<Result<Feedback>> ReadAsync(HttpContext context)
    {
        if (JsonMediaType.FindFault(context.Request) is { } fault) return fault;
        using var body = await RequestBody.ReadAsync(context.Request, options.MaxBodyBytes, context.RequestAborted);
        return body is null ? BodyTooLarge.Of(options) : FeedbackRequestReader.Read(body.Memory, time.GetUtcNow());
    }
}
