using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Microtasks;

/// <summary><c>GET /api/microtasks</c>: <c>{"items":[…],"continuation":…}</c>, newest first.</summary>
/// <param name="service">Does the work.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class ListEndpoint(IMicrotaskService service, AtomicHttpOptions options)
{
    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!MicrotaskQueryReader.Read(context.Request.Query).TryGet(out var query, out var problem)
            || !(await service.ListAsync(query with { Tenant = context.CallerOf().Tenant }, context.RequestAborted)).TryGet(out var page, out problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        var pathBase = context.Request.PathBase.Value ?? "";
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, (page, pathBase), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in state.page.Items) MicrotaskJson.WriteItem(writer, item, state.pathBase);
            writer.WriteEndArray();
            writer.WriteString("continuation"u8, state.page.Continuation);
            writer.WriteEndObject();
        });
    }
}
