using Atomic.Core.Errors;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Atomic.Hosting.Telemetry;

/// <summary>What a host's telemetry is set to, read from the standard variables and from <see cref="TelemetryOptions"/>, and checked.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>Switches on the export over OTLP.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Switches on the export to Application Insights.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>How Application Insights is signed in to; the name that Azure Functions uses.</summary>
    public const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Atomic's own settings.</summary>
    public required TelemetryOptions Options { get; init; }

    /// <summary>Whether telemetry is exported over OTLP.</summary>
    public required bool ToOtlp { get; init; }

    /// <summary>How Application Insights is reached; null where it is not.</summary>
    public required MonitorConnection? Monitor { get; init; }

    /// <summary>Which traces are kept.</summary>
    public required Sampler TraceSampler { get; init; }

    /// <summary>Whether anything is exported.</summary>
    public bool IsExported => ToOtlp || Monitor is not null;

    /// <summary>Reads and checks them.</summary>
    /// <param name="configuration">The configuration's root, the environment included.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>, without the value where it may hold a secret.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var options = configuration.BindStrictly<TelemetryOptions>("Atomic:Telemetry");
        var isDisabled = bool.TryParse(configuration["OTEL_SDK_DISABLED"], out var disabled) && disabled;
        var toOtlp = !isDisabled && Value(configuration, OtlpEndpoint) is not null;
        if (toOtlp)
            CheckOtlp(configuration);
        return new TelemetrySettings
        {
            Options = options,
            ToOtlp = toOtlp,
            Monitor = !isDisabled && Value(configuration, ConnectionString) is { } connection ? MonitorConnection.Parse(connection, Value(configuration, Authentication)) : null,
            TraceSampler = SamplerOf(Value(configuration, Sampler), Value(configuration, SamplerArgument)),
        };
    }

    /// <summary>The value of a variable; null where it is empty.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="name">The variable's name.</param>
    public static string? Value(IConfiguration configuration, string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static void CheckOtlp(IConfiguration configuration)
    {
        // OpenTelemetry ignores what it cannot read and exports to localhost: an operator would look for it for a long time.
        if (!Uri.TryCreate(Value(configuration, OtlpEndpoint), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw Invalid($"{OtlpEndpoint} is no http or https URL; set it to the collector's address, for instance http://localhost:4317.");
        if (Value(configuration, Protocol) is { } protocol and not ("grpc" or "http/protobuf"))
            throw Invalid($"{Protocol} is '{protocol}'; set it to grpc (the default) or http/protobuf.");
        var headers = Value(configuration, "OTEL_EXPORTER_OTLP_HEADERS");
        if (headers is not null && headers.Split(',', StringSplitOptions.RemoveEmptyEntries).Any(static header => header.Trim().IndexOf('=') < 1))
            throw Invalid("OTEL_EXPORTER_OTLP_HEADERS is no list of headers; write NAME=VALUE, separated by commas.");
    }

    private static Sampler SamplerOf(string? name, string? argument) => name switch
    {
        null or "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => new TraceIdRatioBasedSampler(Ratio(argument)),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio(argument))),
        _ => throw Invalid($"{Sampler} is '{name}'; set it to always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off or parentbased_traceidratio."),
    };

    private static double Ratio(string? argument) =>
        argument is null ? 1
        : double.TryParse(argument, System.Globalization.CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio
        : throw Invalid($"{SamplerArgument} is '{argument}'; set it to the share of traces that are kept, 0 to 1.");

    private static AtomicException Invalid(string sentence) => new(ErrorCodes.InvalidConfiguration, sentence);
}
