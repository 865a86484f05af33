using System.Diagnostics.Metrics;

namespace Atomic.Providers.Telemetry;

/// <summary>
/// Where the spans and metrics of model calls come from: those of the GenAI conventions (OpenTelemetry, through Microsoft.Extensions.AI), and what
/// these have no word for. Nobody listens unless a host exports them.
/// </summary>
public static class ProviderTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string SourceName = "Atomic.Providers";

    private const string EndpointTag = "atomic.endpoint";

    private static readonly Meter Meter = new(SourceName, typeof(ProviderTelemetry).Assembly.GetName().Version?.ToString(3));
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "atomic.endpoint.retries", "{request}", "Requests beyond the first of a model call, by endpoint.");

    private static readonly Counter<long> Rests = Meter.CreateCounter<long>(
        "atomic.endpoint.rests", "{rest}", "How often a model at an endpoint began to stay away, by endpoint and reason.");

    /// <summary>Counts the requests beyond the first.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="requests">How many requests the call took.</param>
    internal static void Called(string endpoint, int requests)
    {
        if (requests > 1)
            Retries.Add(requests - 1, new KeyValuePair<string, object?>(EndpointTag, endpoint));
    }

    /// <summary>Counts that a model stays away for a while.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="isRateLimited">Whether it asked for it; otherwise it failed repeatedly.</param>
    internal static void Rested(string endpoint, bool isRateLimited) =>
        Rests.Add(1, new KeyValuePair<string, object?>(EndpointTag, endpoint), new KeyValuePair<string, object?>("atomic.reason", isRateLimited ? "rate-limited" : "unavailable"));
}
