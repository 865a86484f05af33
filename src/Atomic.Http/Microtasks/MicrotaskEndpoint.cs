using Atomic.Core.Microtasks;
using Atomic.Http.Access;
using Atomic.Http.Requests;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary><c>GET</c> and <c>DELETE /api/microtasks/{id}</c>.</summary>
/// <param name="service">Does the work.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class MicrotaskEndpoint(IMicrotaskService service, AtomicHttpOptions options)
{
    /// <summary>Answers with the microtask as it stands; after an end, or the preferred wait, if there is one.</summary>
    /// <param name="context">The request.</param>
    public async Task GetAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var preference = WaitPreference.Read(context.Request, options.MaxWaitSeconds);
        var view = MicrotaskIdParameter.Read(context) is { } id
            ? await service.GetAsync(context.CallerOf().Tenant, id, preference.WaitOr(0), context.RequestAborted)
            : null;
        if (view is null)
        {
            await MicrotaskResponse.WriteNotFoundAsync(context);
            return;
        }

        var isRunning = view.Status == MicrotaskStatus.Running;
        if (isRunning) context.Response.Headers.RetryAfter = options.RetryAfterSeconds.ToString();
        preference.Confirm(context.Response, isAsync: isRunning);
        await MicrotaskResponse.WriteAsync(context, view);
    }

    /// <summary>Cancels the microtask, unless it has ended, and answers with how it stands then.</summary>
    /// <param name="context">The request.</param>
    public async Task DeleteAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var view = MicrotaskIdParameter.Read(context) is { } id ? await service.CancelAsync(context.CallerOf().Tenant, id, context.RequestAborted) : null;
        if (view is null) await MicrotaskResponse.WriteNotFoundAsync(context);
        else await MicrotaskResponse.WriteAsync(context, view);
    }
}
