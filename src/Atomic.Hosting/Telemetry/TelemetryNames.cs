using Atomic.Orchestration.Telemetry;
using Atomic.Providers.Telemetry;

namespace Atomic.Hosting.Telemetry;

/// <summary>The names under which the house and what it stands on emit telemetry, for hosts and tests that listen by themselves.</summary>
public static class TelemetryNames
{
    /// <summary>
    /// Activity sources beside those of ASP.NET Core and of HTTP clients. Those of Durable Task and of the Functions worker emit on the Functions host only.
    /// </summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        AtomicTelemetry.SourceName, ProviderTelemetry.SourceName, "Microsoft.DurableTask", "DurableTask.Core", "DurableTask.AzureStorage", "Microsoft.Azure.Functions.Worker",
    ];

    /// <summary>Meters beside those of ASP.NET Core and of HTTP clients.</summary>
    public static IReadOnlyList<string> Meters { get; } = [AtomicTelemetry.SourceName, ProviderTelemetry.SourceName, "System.Runtime"];

    /// <summary>Paths that are asked every few seconds and say nothing: they have no spans.</summary>
    public static IReadOnlyList<string> UntracedPaths { get; } = ["/healthz", "/readyz"];
}
