using Microsoft.Extensions.Logging;

namespace Atomic.Hosting.Telemetry;

/// <summary>Settings of telemetry, section <c>Atomic:Telemetry</c>. Where it goes is said by the standard variables, see <see cref="TelemetrySettings"/>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>
    /// Whether spans of model calls hold the prompts (instructions, input, schema) and the answers. Default false. Whoever reads the traces then reads what
    /// callers sent, whatever regions and tags their policies named.
    /// </summary>
    public bool RecordPayloads { get; set; }

    /// <summary>The least level of Atomic's own logs that are exported; default Information. Those of the platform begin at Warning.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;
}
