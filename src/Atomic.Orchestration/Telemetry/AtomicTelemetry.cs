using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Atomic.Orchestration.Telemetry;

/// <summary>Where the flow's spans and metrics come from. Nobody listens unless a host exports them; each use then costs a check and no more.</summary>
public static class AtomicTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string SourceName = "Atomic.Orchestration";

    private static readonly string? Version = typeof(AtomicTelemetry).Assembly.GetName().Version?.ToString(3);

    /// <summary>The spans' source.</summary>
    internal static ActivitySource Source { get; } = new(SourceName, Version);

    /// <summary>The metrics' source.</summary>
    internal static Meter Meter { get; } = new(SourceName, Version);
}
