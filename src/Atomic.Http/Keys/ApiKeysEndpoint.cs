using Atomic.Core.Errors;
using Atomic.Http.Microtasks;
using Atomic.Http.Problems;
using Atomic.Http.Requests;
using Atomic.Http.Responses;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Keys;

/// <summary><c>POST</c> and <c>GET /api/keys</c>, <c>DELETE /api/keys/{id}</c>: for the house's operator, who may make keys for any tenant.</summary>
/// <param name="keys">The keys.</param>
/// <param name="options">Limits and waits.</param>
/// <param name="time">Tells from when days are counted.</param>
internal sealed class ApiKeysEndpoint(ApiKeys keys, AtomicHttpOptions options, TimeProvider time)
{
    /// <summary>Makes a key and shows it, this once.</summary>
    /// <param name="context">The request.</param>
    public async Task CreateAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await ReadAsync(context)).TryGet(out var request, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        // A caller that leaves must not leave a key behind that nobody has seen and the store half knows.
        var issued = await keys.CreateAsync(request, CancellationToken.None);
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, JsonResponse.ContentType, issued, ApiKeyJson.WriteIssued);
    }

    /// <summary>Lists keys, never their secrets' hashes.</summary>
    /// <param name="context">The request.</param>
    public async Task ListAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (TenantQueryReader.Read(context.Request.Query, out var tenant) is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem, options.RetryAfterSeconds);
            return;
        }

        var list = await keys.ListAsync(tenant, context.RequestAborted);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, list, static (writer, list) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var key in list) ApiKeyJson.Write(writer, key);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Takes a key back; again, it changes nothing.</summary>
    /// <param name="context">The request.</param>
    public async Task RevokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var id = context.Request.RouteValues.TryGetValue("id", out var value) ? value as string : null;
        if (await keys.RevokeAsync(id ?? "", CancellationToken.None) is { } revoked)
            await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, revoked, ApiKeyJson.Write);
        else
            await ProblemResponse.WriteAsync(context, new Problem(ErrorCodes.NotFound, "There is no key of this id; see GET /api/keys for those that are there."));
    }

    private async ValueTask<Result<ApiKeyRequest>> ReadAsync(HttpContext context)
    {
        if (JsonMediaType.FindFault(context.Request) is { } fault) return fault;
        using var body = await RequestBody.ReadAsync(context.Request, options.MaxBodyBytes, context.RequestAborted);
        return body is null ? BodyTooLarge.Of(options) : ApiKeyRequestReader.Read(body.Memory, time.GetUtcNow());
    }
}
