using Atomic.Core.Errors;
using Atomic.Providers.Telemetry;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Atomic.Hosting.Telemetry;

/// <summary>Registers the export of traces, metrics and logs, the same on every host.</summary>
public static class TelemetryServices
{
    /// <summary>
    /// Exports over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set and to Application Insights where <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is,
    /// or to both. Where neither is, nothing listens and nothing is spent. The other <c>OTEL_</c> variables hold as OpenTelemetry defines them.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration's root, the environment included.</param>
    /// <param name="hostConfiguration">The host's own configuration where that is another: OpenTelemetry reads its variables there. Null: it is the same.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static IServiceCollection AddAtomicTelemetry(
        this IServiceCollection services, IConfiguration configuration, IConfigurationBuilder? hostConfiguration = null)
    {
        var settings = TelemetrySettings.Read(configuration);
        services.AddSingleton(new ModelTelemetry(settings.IsExported, settings.Options.RecordPayloads));
        if (!settings.IsExported)
            return services;

        hostConfiguration?.AddInMemoryCollection(configuration.AsEnumerable().Where(static pair => pair.Key.StartsWith("OTEL_", StringComparison.Ordinal)));
        services.AddHostedService<TelemetryShutdown>();
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Atomic", settings.Options.LogLevel));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource
                .Clear()
                .AddService("atomic", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3))
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => Trace(tracing, settings))
            .WithMetrics(metrics => Meter(metrics, settings))
            .WithLogging(logs => Log(logs, settings), static options => (options.IncludeScopes, options.IncludeFormattedMessage) = (true, true));
        if (settings.ToOtlp)
            telemetry.UseOtlpExporter();
        return services;
    }

    private static void Trace(TracerProviderBuilder tracing, TelemetrySettings settings)
    {
        tracing
            .AddSource([.. TelemetryNames.Sources])
            .AddAspNetCoreInstrumentation(static web => web.Filter = IsTraced)
            .AddHttpClientInstrumentation();
        if (settings.Monitor is { } monitor)
            tracing.AddAzureMonitorTraceExporter(options => Connect(options, monitor));

        // After that exporter, which sets a sampler of its own: one rule holds wherever the traces go.
        ((IDeferredTracerProviderBuilder)tracing).Configure((_, builder) => builder.SetSampler(settings.TraceSampler));
    }

    private static void Meter(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        metrics.AddMeter([.. TelemetryNames.Meters]).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
        if (settings.Monitor is { } monitor)
            metrics.AddAzureMonitorMetricExporter(options => Connect(options, monitor));
    }

    private static void Log(LoggerProviderBuilder logs, TelemetrySettings settings)
    {
        if (settings.Monitor is { } monitor)
            logs.AddAzureMonitorLogExporter(options => Connect(options, monitor));
    }

    private static bool IsTraced(HttpContext context) => !TelemetryNames.UntracedPaths.Contains(context.Request.Path.Value, StringComparer.OrdinalIgnoreCase);

    private static void Connect(AzureMonitorExporterOptions options, MonitorConnection monitor)
    {
        options.ConnectionString = monitor.ConnectionString;
        options.Credential = monitor.Credential;
    }
}
