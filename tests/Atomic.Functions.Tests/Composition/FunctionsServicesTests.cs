using Atomic.Core.Errors;
using Atomic.Functions.Activities;
using Atomic.Functions.Clients;
using Atomic.Functions.Composition;
using Atomic.Functions.Http;
using Atomic.Functions.Queues;
using Atomic.Functions.Retention;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Providers.Specialists;
using Atomic.Storage.Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Moq;

namespace Atomic.Functions.Tests.Composition;

public sealed class FunctionsServicesTests
{
    [Fact]
    public void Services_OfTheSampleSettings_MakeEveryFunction()
    {
        using var provider = Provider(Sample());

        ActivatorUtilities.CreateInstance<HttpFunctions>(provider).ShouldNotBeNull();
        ActivatorUtilities.CreateInstance<MicrotaskActivityFunctions>(provider).ShouldNotBeNull();
        ActivatorUtilities.CreateInstance<RetentionFunctions>(provider).ShouldNotBeNull();
        ActivatorUtilities.CreateInstance<QueueFunctions>(provider).ShouldNotBeNull();
        provider.GetRequiredService<IMicrotaskService>().ShouldNotBeNull();
        provider.GetRequiredService<IOrchestrationClient>().ShouldBeOfType<DurableTaskOrchestrationClient>();
    }

    [Fact]
    public void Services_AnswersThatTravelInline_AreSmallerThanOnTheLocalHost()
    {
        using var provider = Provider(Sample());

        provider.GetRequiredService<OrchestrationOptions>().MaxInlineOutputBytes.ShouldBe(4_096);
    }

    [Fact]
    public void Services_NoHostedServiceOfTheStores_CanKeepTheWorkerFromStarting()
    {
        using var provider = Provider(Sample());

        provider.GetServices<IHostedService>().ShouldNotContain(static service => service.GetType().Assembly == typeof(AzureStores).Assembly);
        provider.GetServices<IHostedService>().ShouldContain(static service => service is HouseStart);
    }

    [Fact]
    public void Services_ProgramsThatJudge_AreRefused()
    {
        var settings = Sample();
        settings["Atomic:Verification:Executables:check:Path"] = Environment.ProcessPath;

        Should.Throw<AtomicException>(() => Provider(settings)).Message.ShouldStartWith("Atomic:Verification:Executables cannot be used on Azure Functions");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:4317", true)]
    public void Services_TelemetryIsExported_IsLeftToTheWorkerByTheHost(string? endpoint, bool expected)
    {
        var settings = Sample();
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        using var provider = Provider(settings);

        provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities.ContainsKey("WorkerOpenTelemetryEnabled").ShouldBe(expected);
    }

    [Theory]
    [InlineData("Atomic:Retention:Days", "-1", "Atomic:Retention:Days")]
    [InlineData("Atomic:Retention:Daze", "1", "Daze")]
    [InlineData("Atomic:Orchestration:MaxInlineOutputBytes", "32768", "on Azure Functions")]
    [InlineData("Atomic:Queues:Input", "others", "the trigger is bound to 'microtasks'")]
    [InlineData("Atomic:Http:MaxWaitSeconds", "0", "Atomic:Http")]
    [InlineData("Atomic:Storage:ConnectionString", "nonsense", "Atomic:Storage")]
    public void Services_SettingThatCannotBeUsed_IsNamedInOneSentence(string key, string value, string expected)
    {
        var settings = Sample();
        settings[key] = value;

        var failure = Should.Throw<AtomicException>(() => Provider(settings));

        failure.Message.ShouldContain(expected);
        failure.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 30)]
    [InlineData("90", 30)]
    public void Services_Retention_BoundsHowLongExamplesAreShown(string days, double expected)
    {
        var settings = Sample();
        settings["Atomic:Retention:Days"] = days;
        using var provider = Provider(settings);

        provider.GetRequiredService<SpecialistOptions>().DemonstrationAge.ShouldBe(TimeSpan.FromDays(expected));
        provider.GetRequiredService<IDemonstrations>().ShouldBeSameAs(provider.GetRequiredService<IExampleLearner>());
    }

    private static ServiceProvider Provider(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Mock.Of<IHostApplicationLifetime>());
        services.AddAtomicFunctions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), static _ => null);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    // What a newcomer copies, as Core Tools hands it to the worker.
    private static Dictionary<string, string?> Sample()
    {
        var json = System.Text.Json.JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")));
        return json.GetProperty("Values").EnumerateObject().ToDictionary(
            static value => value.Name.Replace("__", ":", StringComparison.Ordinal), static value => value.Value.GetString());
    }
}
