using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary>
/// <c>POST /api/microtasks</c>. 200 once the microtask has ended, however it ended: the call did what it was asked to do, and <c>status</c> says
/// how the microtask fared. 202 where it has not ended within the wait.
/// </summary>
/// <param name="service">Does the work.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class SubmitEndpoint(IMicrotaskService service, AtomicHttpOptions options)
{
    /// <summary>Answers the request.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var read = await ReadAsync(context);
        if (!read.TryGet(out var submission, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        var submitted = await service.SubmitAsync(submission with { Tenant = context.CallerOf().Tenant }, context.RequestAborted);
        if (submitted.TryGet(out var receipt, out problem)) await AnswerAsync(context, receipt);
        else await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
    }

    private async ValueTask<Result<MicrotaskSubmission>> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (JsonMediaType.FindFault(request) is { } fault) return fault;
        if (IdempotencyKeyHeader.Read(request, out var key) is { } keyFault) return keyFault;
        using var body = await RequestBody.ReadAsync(request, options.MaxBodyBytes, context.RequestAborted);
        return body is null ? BodyTooLarge.Of(options) : MicrotaskRequestReader.Read(body.Memory, key);
    }

    private async Task AnswerAsync(HttpContext context, AcceptedReceipt receipt)
    {
        var preference = WaitPreference.Read(context.Request, options.MaxWaitSeconds);
        var wait = preference.WaitOr(options.DefaultWaitSeconds);
        var view = wait > TimeSpan.Zero ? await service.GetAsync(context.CallerOf().Tenant, receipt.Id, wait, context.RequestAborted) : null;
        var hasEnded = view is { Status: not MicrotaskStatus.Running };
        if (!hasEnded)
        {
            // Nothing is acknowledged that a crash could still lose.
            await service.WaitUntilDurableAsync(receipt.Id, context.RequestAborted);
            view = await service.GetAsync(context.CallerOf().Tenant, receipt.Id, TimeSpan.Zero, context.RequestAborted);

            // A new microtask that was not to be waited for is answered 202 even if it was quick, so that callers see one thing.
            hasEnded = view is { Status: not MicrotaskStatus.Running } && (wait > TimeSpan.Zero || !receipt.Created);
        }

        if (view is null)
        {
            await ProblemResponse.WriteAsync(context, new Problem(ErrorCodes.NotFound, "The microtask was removed while it was waited for."));
            return;
        }

        preference.Confirm(context.Response, isAsync: !hasEnded);
        await MicrotaskResponse.WriteAsync(context, view, hasEnded ? null : options.RetryAfterSeconds);
    }
}
