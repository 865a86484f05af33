using Atomic.Core.Errors;
using Atomic.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Atomic.Hosting.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/";

    [Fact]
    public void Read_NothingIsSet_ExportsNothingAndRecordsNoPayloads()
    {
        var settings = Read();

        settings.IsExported.ShouldBeFalse();
        settings.Options.RecordPayloads.ShouldBeFalse();
        settings.Options.LogLevel.ShouldBe(LogLevel.Information);
        settings.TraceSampler.ShouldBeOfType<ParentBasedSampler>();
    }

    [Fact]
    public void Read_BothAreSet_ExportsToBoth()
    {
        var settings = Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), ("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights));

        settings.ToOtlp.ShouldBeTrue();
        settings.Monitor!.Credential.ShouldBeNull();
    }

    [Fact]
    public void Read_SdkIsDisabled_ExportsNothing() =>
        Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), ("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights), ("OTEL_SDK_DISABLED", "true"))
            .IsExported.ShouldBeFalse();

    [Theory]
    [InlineData("Authorization=AAD", null)]
    [InlineData("Authorization=AAD;ClientId=7c6b8a52-0f5c-4d4e-9d1e-2f6f5d1f0a11", "7c6b8a52-0f5c-4d4e-9d1e-2f6f5d1f0a11")]
    public void Read_SignInByIdentity_HasACredential(string authentication, string? clientId)
    {
        var monitor = Read(("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights), ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", authentication)).Monitor!;

        monitor.Credential.ShouldNotBeNull();
        monitor.ClientId.ShouldBe(clientId);
    }

    [Theory]
    [InlineData("always_off", null, typeof(AlwaysOffSampler))]
    [InlineData("always_on", null, typeof(AlwaysOnSampler))]
    [InlineData("traceidratio", "0.25", typeof(TraceIdRatioBasedSampler))]
    [InlineData("parentbased_traceidratio", "0.25", typeof(ParentBasedSampler))]
    public void Read_Sampler_IsTheStandardOne(string name, string? argument, Type sampler) =>
        Read(("OTEL_TRACES_SAMPLER", name), ("OTEL_TRACES_SAMPLER_ARG", argument)).TraceSampler.ShouldBeOfType(sampler);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://localhost")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "s3cret")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1.5")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "s3cret")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=s3cret")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=s3cret")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=s3cret")]
    [InlineData("Atomic:Telemetry:RecordPayloads", "perhaps")]
    [InlineData("Atomic:Telemetry:RecordPayload", "true")]
    public void Read_CannotBeUsed_NamesTheSettingInASentenceWithoutSecrets(string name, string value)
    {
        var valid = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4317",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = Insights,
            ["OTEL_TRACES_SAMPLER"] = "traceidratio",
            [name] = value,
        };

        var failure = Should.Throw<AtomicException>(() => TelemetrySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(valid).Build()));

        failure.Code.ShouldBe(ErrorCodes.InvalidConfiguration);
        failure.Message.ShouldContain(name.StartsWith("Atomic", StringComparison.Ordinal) ? "Atomic:Telemetry" : name);
        failure.Message.ShouldNotContain("s3cret");
    }

    private static TelemetrySettings Read(params (string Name, string? Value)[] settings) =>
        TelemetrySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static one => KeyValuePair.Create(one.Name, one.Value))).Build());
}
