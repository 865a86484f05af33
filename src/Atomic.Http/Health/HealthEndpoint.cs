using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Health;

/// <summary><c>GET /healthz</c>: the process is up. <c>GET /readyz</c>: it can take work.</summary>
/// <param name="probes">Tell whether it can.</param>
/// <param name="options">Limits and waits.</param>
internal sealed class HealthEndpoint(IEnumerable<IReadinessProbe> probes, AtomicHttpOptions options)
{
    private readonly IReadinessProbe[] _probes = [.. probes];

    /// <summary>Answers that the process is up; asks nothing of the service, so that a slow store gets no process killed.</summary>
    /// <param name="context">The request.</param>
    public Task GetHealthAsync(HttpContext context) => WriteAsync(context, "up");

    /// <summary>Answers whether work can be taken: 200, or 503 with the reason.</summary>
    /// <param name="context">The request.</param>
    public async Task GetReadinessAsync(HttpContext context)
    {
        foreach (var probe in _probes)
        {
            if (await probe.CheckAsync(context.RequestAborted) is not { } problem) continue;

            // Whatever the reason, to whoever asks this it means: not now.
            var isUnavailable = ProblemTypes.Find(problem.Code) is { Status: StatusCodes.Status503ServiceUnavailable };
            await ProblemResponse.WriteAsync(
                context,
                isUnavailable ? problem : problem with { Code = ErrorCodes.Overloaded },
                options.RetryAfterSeconds);
            return;
        }

        await WriteAsync(context, "ready");
    }

    private static Task WriteAsync(HttpContext context, string status)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, status, static (writer, status) =>
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, status);
            writer.WriteEndObject();
        });
    }
}
