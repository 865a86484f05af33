using System.Text.Json;
using Atomic.Http.Access;
using Atomic.Http.Microtasks;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Atomic.Orchestration.WhatIf;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.WhatIf;

/// <summary><c>POST /api/what-if</c>: what another policy would have cost and earned over the caller's recorded traffic. It changes nothing; the policy is in a body for its length.</summary>
/// <param name="service">Does the work.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class WhatIfEndpoint(IWhatIfService service, AtomicHttpOptions options)
{
    /// <summary>Answers with the estimates.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await ReadAsync(context)).TryGet(out var query, out var problem)
            || !(await service.AskAsync(query with { Tenant = context.CallerOf().Tenant }, context.RequestAborted)).TryGet(out var answer, out problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        await JsonResponse.WriteAsync(
            context,
            StatusCodes.Status200OK,
            JsonResponse.ContentType,
            answer,
            static (writer, told) => JsonSerializer.Serialize(writer, told, WhatIfJson.Default.WhatIfAnswer));
    }

    private async ValueTask<Result<WhatIfQuery>> ReadAsync(HttpContext context)
    {
        if (JsonMediaType.FindFault(context.Request) is { } fault) return fault;
        using var body = await RequestBody.ReadAsync(context.Request, options.MaxBodyBytes, context.RequestAborted);
        return body is null ? BodyTooLarge.Of(options) : WhatIfRequestReader.Read(body.Memory);
    }
}
