using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Atomic.Hosting.Telemetry;

/// <summary>Hands over what was not exported yet when the host stops, all three signals at once: a collector that does not answer holds it up once, and not for long.</summary>
/// <param name="services">Where the exporters are.</param>
internal sealed class TelemetryShutdown(IServiceProvider services) : IHostedService
{
    private const int MostMilliseconds = 3_000;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(MostMilliseconds), cancellationToken),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(MostMilliseconds), cancellationToken),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(MostMilliseconds), cancellationToken)).WaitAsync(cancellationToken);
}
