using System.Diagnostics;
using Atomic.Hosting.Telemetry;
using Atomic.Orchestration.Telemetry;
using Atomic.Providers.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace Atomic.Hosting.Tests.Telemetry;

public sealed class TelemetryServicesTests
{
    [Fact]
    public void AddAtomicTelemetry_NothingIsSet_RegistersNothingThatListens()
    {
        var services = new ServiceCollection().AddAtomicTelemetry(new ConfigurationBuilder().Build());

        services.Select(static service => service.ServiceType).ShouldBe([typeof(ModelTelemetry)]);
        services.BuildServiceProvider().GetRequiredService<ModelTelemetry>().ShouldBe(ModelTelemetry.Off);
    }

    [Fact]
    public async Task AddAtomicTelemetry_BothAreSet_BothReceiveTheSameTraceAndItsLog()
    {
        await using var collector = await Collector.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={collector.Url}/",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED"] = "true",
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAtomicTelemetry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync();

        using var source = new ActivitySource(AtomicTelemetry.SourceName);
        using (source.StartActivity("atomic.test"))
            host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Atomic.Test").LogInformation("A line of a test");

        // The stop waits for three seconds and no longer, which a busy machine may need for the first connection alone.
        host.Services.GetRequiredService<TracerProvider>().ForceFlush(30_000);
        host.Services.GetRequiredService<LoggerProvider>().ForceFlush(30_000);
        await host.StopAsync();

        collector.Text("/v1/traces").ShouldContain("atomic.test");
        collector.Text("/v1/traces").ShouldContain("service.name");
        collector.Text("/v1/logs").ShouldContain("A line of a test");
        var insights = collector.Text("/v2.1/track");
        insights.ShouldContain("atomic.test");
        insights.ShouldContain("A line of a test");
        insights.ShouldContain("\"ai.cloud.role\":\"atomic\"");
    }

    [Theory]
    [InlineData("always_off", false)]
    [InlineData("always_on", true)]
    public void AddAtomicTelemetry_ApplicationInsightsIsOn_TheStandardSamplerStillDecides(string sampler, bool isKept)
    {
        var settings = new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:1/",
            ["OTEL_TRACES_SAMPLER"] = sampler,
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAtomicTelemetry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), builder.Configuration);
        using var host = builder.Build();
        host.Services.GetRequiredService<TracerProvider>();

        using var source = new ActivitySource(ProviderTelemetry.SourceName);
        using var span = source.StartActivity("chat");

        span.ShouldNotBeNull().Recorded.ShouldBe(isKept);
    }
}
