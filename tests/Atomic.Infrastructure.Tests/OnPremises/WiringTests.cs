using System.Text.RegularExpressions;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Infrastructure.Tests.OnPremises;

/// <summary>The manifests name one another rightly, and the app takes its settings.</summary>
public sealed partial class WiringTests
{
    public static TheoryData<string> Folders => [.. Manifests.Folders];

    [Theory, MemberData(nameof(Folders))]
    public async Task Services_AndPolicies_SelectPodsThatAreThere(string folder)
    {
        var documents = await Manifests.RenderedAsync(folder);
        var pods = Manifests.Pods(documents).Where(static entry => entry.Owner.Kind is "Deployment" or "StatefulSet").Select(static entry => entry.Pod).ToList();
        var service = documents.Where(static document => document.Kind == "Service").ShouldHaveSingleItem();
        var policy = documents.Where(static document => document.Kind == "NetworkPolicy").ShouldHaveSingleItem();
        var pod = pods.ShouldHaveSingleItem();

        foreach (var name in service.Keys("spec.selector"))
            pod.At("metadata.labels").Texts().ShouldContain((name, service.At("spec.selector").Texts().Single(text => text.Key == name).Value));
        policy.At("spec.podSelector.matchLabels").Texts().ShouldBeSubsetOf(pod.At("metadata.labels").Texts());
        pod.List("spec.containers").SelectMany(static container => container.List("ports")).Select(static port => port.Text("name"))
            .ShouldContain(service.Text("spec.ports.0.targetPort"));
    }

    [Theory, MemberData(nameof(Folders))]
    public async Task Documents_AsRendered_ShareTheirNamespace(string folder)
    {
        var documents = await Manifests.RenderedAsync(folder);
        var name = documents.Where(static document => document.Kind == "Namespace").ShouldHaveSingleItem().Name;

        documents.Where(static document => document.Kind != "Namespace").ShouldAllBe(document => document.Text("metadata.namespace") == name);
    }

    [Fact]
    public void LocalHost_HasOneReplica_AndItsFirstKeyIsMadeInItsVolume()
    {
        var documents = Manifests.Written("local");
        var host = documents.Single(static document => document.Kind == "StatefulSet");
        var job = documents.Single(static document => document.Kind == "Job");
        var image = documents.Single(static document => document.Kind == "Kustomization").At("images.0");

        host.Text("spec.replicas").ShouldBe("1");
        job.Text("spec.template.spec.volumes.0.persistentVolumeClaim.claimName").ShouldBe($"{host.List("spec.volumeClaimTemplates")[0].Name}-{host.Name}-0");
        job.Text("spec.template.spec.containers.0.image").ShouldBe($"{image.Text("newName")}:{image.Text("newTag")}");
        job.Text("metadata.namespace").ShouldBe(documents.Single(static document => document.Kind == "Namespace").Name);
    }

    [Fact]
    public void Scaler_CountsAsTheAppIsConfigured()
    {
        var documents = Manifests.Written("functions");
        var scaler = documents.Single(static document => document.Kind == "ScaledObject");
        var settings = SettingsFile();

        scaler.Text("spec.scaleTargetRef.name").ShouldBe(documents.Single(static document => document.Kind == "Deployment").Name);
        scaler.Text("spec.triggers.0.authenticationRef.name").ShouldBe(documents.Single(static document => document.Kind == "TriggerAuthentication").Name);
        scaler.Text("spec.triggers.0.type").ShouldBe("mssql");
        scaler.Text("spec.triggers.0.metadata.targetValue").ShouldBe("1");
        var counts = Recommendation().Match(scaler.Text("spec.triggers.0.metadata.query")!);
        counts.Success.ShouldBeTrue();
        counts.Groups["orchestrations"].Value.ShouldBe(settings["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentOrchestratorFunctions"]);
        counts.Groups["activities"].Value.ShouldBe(settings["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"]);
    }

    [Fact]
    public void Backend_OfTheFunctionsApp_TakesItsConnectionFromTheSecret()
    {
        var settings = SettingsFile();
        var variables = Manifests.Written("functions").Single(static document => document.Kind == "Deployment").List("spec.template.spec.containers.0.env");

        settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"].ShouldBe("mssql");
        variables.Single(variable => variable.Text("name") == settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName"])
            .Has("valueFrom.secretKeyRef").ShouldBeTrue();
    }

    [Fact]
    public void Markets_AreAccepted()
    {
        var local = new ConfigurationBuilder().AddJsonFile(Sources.PathOf("kubernetes/local/atomic.json")).Build();
        var functions = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsFile().Select(static setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
            .Build();

        foreach (var configuration in (IConfigurationRoot[])[local, functions])
            MarketOptionsReader.Read(configuration, static _ => null).Bidders.ShouldHaveSingleItem().Id.ShouldBe("cluster/small");
    }

    private static Dictionary<string, string> SettingsFile() =>
        Sources.Read("kubernetes/functions/settings.env").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split('=', 2))
            .ToDictionary(static parts => parts[0], static parts => parts[1]);

    [GeneratedRegex(@"^SELECT dt\.GetScaleRecommendation\((?<orchestrations>\d+), (?<activities>\d+)\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Recommendation();
}
