using System.Collections.Concurrent;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(Atomic.Infrastructure.Tests.Azure.Deployments))]

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>The deployments that are looked at, each evaluated once.</summary>
public sealed class Deployments
{
    private const string Required = """
        param environmentName = 'test'
        param location = 'westeurope'

        """;

    private const string Everything = $$"""
        {{Required}}
        param principalId = '{{Deployment.OperatorId}}'
        param privateNetwork = true
        param durableTaskScheduler = 'Dedicated'
        param alwaysReadyInstances = 1
        param retentionDays = 20
        param payloadMarginDays = 5
        param oidcAuthority = 'https://login.microsoftonline.com/common/v2.0'
        param oidcAudience = 'api://atomic'
        param openAiAccounts = [
          {
            name: 'west'
            location: 'westeurope'
            region: 'eu'
            deployments: [
              { name: 'small', model: 'gpt-4.1-mini', version: '2025-04-14', sku: 'Standard', capacity: 10, inputUsdPerMTok: '0.4', outputUsdPerMTok: '1.6' }
              { name: 'large', model: 'gpt-4.1', version: '2025-04-14', sku: 'Standard', capacity: 10, inputUsdPerMTok: '2', outputUsdPerMTok: '8' }
            ]
          }
          {
            name: 'sweden'
            location: 'swedencentral'
            region: 'global'
            deployments: [
              { name: 'large', model: 'gpt-4.1', version: '2025-04-14', sku: 'GlobalStandard', capacity: 10, inputUsdPerMTok: '2', outputUsdPerMTok: '8' }
            ]
          }
        ]
        param appSettings = { Atomic__Market__Specialists__Enabled: 'true' }

        """;

    private readonly ConcurrentDictionary<string, Task<CommandRun>> _template = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<Deployment>> _predicted = new(StringComparer.Ordinal);

    /// <summary>Only what has to be said is said.</summary>
    public Task<Deployment> Smallest => _predicted.GetOrAdd(Required, PredictAsync);

    /// <summary>Everything there is, behind private endpoints; the app itself is public.</summary>
    public Task<Deployment> Private => _predicted.GetOrAdd(Everything, PredictAsync);

    /// <summary>As <see cref="Private"/>, and the app is private as well.</summary>
    public Task<Deployment> Closed => _predicted.GetOrAdd(Everything + "param appPublicNetworkAccess = 'Disabled'", PredictAsync);

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Deployment>> AllAsync() => [await Smallest, await Private, await Closed];

    /// <summary>main.bicep as compiled.</summary>
    internal Task<CommandRun> Template => _template.GetOrAdd("main.bicep", static file => BicepCompiler.RunAsync("build", file, "--stdout"));

    /// <summary>What the compiler says about a deployment with these parameters beside the required ones.</summary>
    internal static async Task<CommandRun> TryAsync(string parameters)
    {
        using var folder = new TemporaryFolder();
        return await EvaluateAsync(folder, Required + parameters);
    }

    private static async Task<Deployment> PredictAsync(string parameters)
    {
        using var folder = new TemporaryFolder();
        var run = await EvaluateAsync(folder, parameters);
        run.ExitCode.ShouldBe(0, run.Out + run.Errors);
        using var snapshot = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "main.snapshot.json")));
        snapshot.RootElement.GetProperty("diagnostics").GetArrayLength().ShouldBe(0, snapshot.RootElement.GetProperty("diagnostics").GetRawText());
        return new Deployment(snapshot.RootElement.Clone());
    }

    private static async Task<CommandRun> EvaluateAsync(TemporaryFolder folder, string parameters)
    {
        var file = Path.Combine(folder.Path, "main.bicepparam");
        await File.WriteAllTextAsync(file, $"using '{Path.GetRelativePath(folder.Path, Sources.PathOf("main.bicep"))}'\n{parameters}\n");
        return await BicepCompiler.RunAsync(
            "snapshot", file, "--mode", "overwrite", "--location", "westeurope", "--deployment-name", "test",
            "--tenant-id", "22222222-2222-2222-2222-222222222222", "--subscription-id", "33333333-3333-3333-3333-333333333333");
    }
}
