namespace Atomic.Providers.Telemetry;

/// <summary>What model calls tell of themselves. A host that exports telemetry registers it; without one nothing is told.</summary>
/// <param name="IsOn">Whether calls have spans and metrics, and forward the trace context to the endpoints.</param>
/// <param name="RecordsPayloads">Whether the spans hold the prompts and answers as well. Never keys.</param>
public sealed record ModelTelemetry(bool IsOn, bool RecordsPayloads)
{
    /// <summary>Nothing is told.</summary>
    public static ModelTelemetry Off { get; } = new(false, false);
}
