using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Http.Access;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Kinds;

/// <summary><c>GET /api/kinds/{kind}/calibration</c>: how bids for a kind held against what came, by bidder.</summary>
/// <param name="service">Does the work.</param>
internal sealed class CalibrationEndpoint(IMicrotaskService service)
{
    /// <summary>The parameter's name in the pattern.</summary>
    public const string Parameter = "kind";

    /// <summary>Answers with the figures, or that there is no such kind.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var calibration = context.Request.RouteValues.TryGetValue(Parameter, out var value) && value is string kind
            ? await service.GetCalibrationAsync(context.CallerOf().Tenant, kind, context.RequestAborted)
            : null;
        if (calibration is null)
        {
            await ProblemResponse.WriteAsync(context, new Problem(
                ErrorCodes.NotFound, "Nothing was learned of a kind of this name, and no bidder is configured for it; see GET /api/market for the kinds that are known."));
            return;
        }

        await JsonResponse.WriteAsync(
            context,
            StatusCodes.Status200OK,
            JsonResponse.ContentType,
            calibration,
            static (writer, view) => JsonSerializer.Serialize(writer, view, CalibrationJson.Default.KindCalibration));
    }
}
