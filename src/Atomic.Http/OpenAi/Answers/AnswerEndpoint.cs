using System.Text.Json;
using Atomic.Core.Microtasks;
using Atomic.Http.Access;
using Atomic.Http.Microtasks;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>One of OpenAI's requests that is a microtask: reads it, has it done, and answers in the protocol's form.</summary>
/// <param name="service">Does the work.</param>
/// <param name="marketplace">The market.</param>
/// <param name="options">Limits and waits.</param>
/// <param name="time">The clock.</param>
/// <param name="read">Reads the body.</param>
/// <param name="write">Writes the answer.</param>
/// <param name="form">Makes the form of a streamed answer; null: it is never streamed.</param>
internal sealed class AnswerEndpoint(
    IMicrotaskService service,
    IMarketplace marketplace,
    AtomicHttpOptions options,
    TimeProvider time,
    Func<JsonElement, RequestScene, Result<OpenAiRequest>> read,
    Action<Utf8JsonWriter, AnsweredRequest> write,
    Func<OpenAiRequest, IAnswerForm>? form = null)
{
    private readonly AnswerWait _wait = new(service, options, time);

    /// <summary>Answers the request.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await ReadAsync(context)).TryGet(out var request, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        var submission = request.Submission with { Tenant = context.CallerOf().Tenant };
        if (!(await service.SubmitAsync(submission, context.RequestAborted)).TryGet(out var receipt, out problem))
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
        else if (submission.Stream && form is not null)
            await new AnswerStream(service, _wait, options, time).RunAsync(context, request, receipt, form(request));
        else
            await AnswerAsync(context, request, receipt);
    }

    private async ValueTask<Result<OpenAiRequest>> ReadAsync(HttpContext context)
    {
        var http = context.Request;
        if (JsonMediaType.FindFault(http) is { } fault) return fault;
        if (IdempotencyKeyHeader.Read(http, out var key) is { } keyFault) return keyFault;
        using var body = await RequestBody.ReadAsync(http, options.MaxBodyBytes, context.RequestAborted);
        if (body is null) return BodyTooLarge.Of(options);
        var json = RequestDocument.SkipByteOrderMark(body.Memory);
        if (StrictJson.FindFault(json.Span) is { } unsafeJson) return unsafeJson;
        using var document = JsonDocument.Parse(json);
        return read(document.RootElement, new RequestScene(marketplace.Market, http.Headers, key));
    }

    private async Task AnswerAsync(HttpContext context, OpenAiRequest request, AcceptedReceipt receipt)
    {
        AnswerHeaders.WriteId(context, receipt.Id);
        var tenant = context.CallerOf().Tenant;
        var view = await _wait.EndOfAsync(tenant, receipt.Id, request.Submission.Policy.DeadlineSeconds, context.RequestAborted);
        if (view is not { Status: MicrotaskStatus.Succeeded })
        {
            AnswerHeaders.WriteAward(context, view?.Award);
            await OpenAiErrorResponse.WriteAsync(context, view is null ? OpenAiErrors.Gone : await _wait.ErrorOfAsync(tenant, view, context.RequestAborted));
            return;
        }

        var answered = new AnsweredRequest(request, view);
        AnswerHeaders.WriteAward(context, view.Award);
        AnswerHeaders.WriteCost(context, answered);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, answered, write);
    }
}
