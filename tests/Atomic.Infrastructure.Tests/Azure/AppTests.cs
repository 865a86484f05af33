using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>The app, its settings, and what azd needs to find it.</summary>
public sealed class AppTests(Deployments deployments)
{
    [Fact]
    public async Task App_RunsOnFlexConsumptionWithDotnet10()
    {
        var deployment = await deployments.Smallest;
        var app = deployment.Of("Microsoft.Web/sites").Single();

        Deployment.Value(deployment.Of("Microsoft.Web/serverfarms").Single(), "sku.name").ShouldBe("FC1");
        Deployment.Value(app, "properties.functionAppConfig.runtime.name").ShouldBe("dotnet-isolated");
        Deployment.Value(app, "properties.functionAppConfig.runtime.version").ShouldBe("10.0");
        Deployment.Value(app, "identity.type").ShouldBe("UserAssigned");
        Deployment.Value(app, "properties.keyVaultReferenceIdentity")!.ShouldContain("Microsoft.ManagedIdentity/userAssignedIdentities/");
    }

    [Fact]
    public async Task Resources_WithTags_NameTheEnvironment()
    {
        string[] tagged =
        [
            "Microsoft.Resources/resourceGroups", "Microsoft.Web/sites", "Microsoft.Web/serverfarms", "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults",
            "Microsoft.Insights/components", "Microsoft.OperationalInsights/workspaces", "Microsoft.ManagedIdentity/userAssignedIdentities",
            "Microsoft.CognitiveServices/accounts", "Microsoft.DurableTask/schedulers", "Microsoft.Network/virtualNetworks", "Microsoft.Network/privateEndpoints",
        ];

        foreach (var type in tagged)
        {
            (await deployments.Closed).Of(type).ShouldNotBeEmpty();
            (await deployments.Closed).Of(type).ShouldAllBe(static resource => Deployment.Value(resource, "tags.azd-env-name") == "test");
        }
    }

    [Fact]
    public async Task Settings_OfTheMarket_MakeEveryDeploymentABidder()
    {
        var market = MarketOptionsReader.Read(Configuration(await deployments.Private), static _ => null);

        market.Endpoints.Keys.ShouldBe(["west", "sweden"], ignoreOrder: true);
        market.Endpoints["west"].Kind.ShouldBe("azure-open-ai");
        market.Endpoints["west"].UseDefaultAzureCredential.ShouldBeTrue();
        market.Endpoints["west"].Region.ShouldBe("eu");
        market.Endpoints["sweden"].Region.ShouldBe("global");
        market.Bidders.Select(static bidder => (bidder.Id, bidder.Endpoint, bidder.Model, bidder.Price.InputUsdPerMTok, bidder.Price.OutputUsdPerMTok))
            .ShouldBe([("west/small", "west", "small", 0.4, 1.6), ("west/large", "west", "large", 2, 8), ("sweden/large", "sweden", "large", 2, 8)]);
    }

    [Fact]
    public async Task Settings_OfTheMarket_WithoutAccounts_AreNone() =>
        (await deployments.Smallest).Settings.Keys.ShouldNotContain(static name => name.StartsWith("Atomic__Market__", StringComparison.Ordinal));

    [Fact]
    public async Task Settings_OfTheDeployer_AreAmongTheApps() =>
        (await deployments.Private).Settings["Atomic__Market__Specialists__Enabled"].ShouldBe("true");

    [Fact]
    public async Task Settings_OfAccess_AreThereWithAnIssuerOnly()
    {
        (await deployments.Private).Settings["Atomic__Access__Oidc__Authority"].ShouldBe("https://login.microsoftonline.com/common/v2.0");
        (await deployments.Private).Settings["Atomic__Access__Oidc__Audience"].ShouldBe("api://atomic");
        (await deployments.Smallest).Settings.Keys.ShouldNotContain(static name => name.StartsWith("Atomic__Access__", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_OfStorage_NameTheAccount()
    {
        var deployment = await deployments.Smallest;
        var account = Deployment.NameOf(deployment.Of("Microsoft.Storage/storageAccounts").Single());

        foreach (var setting in (string[])["AzureWebJobsStorage__accountName", "Atomic__Storage__AccountName"])
            deployment.Settings[setting].ShouldBe(account);
    }

    [Fact]
    public async Task Settings_OfTheScheduler_AskWithTheIdentity()
    {
        (await deployments.Private).Settings["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"].ShouldContain("Authentication=ManagedIdentity;ClientID=");
        (await deployments.Private).Settings["TASKHUB_NAME"].ShouldBe(Deployment.NameOf((await deployments.Private).Of("Microsoft.DurableTask/schedulers/taskHubs").Single()).Split('/')[^1]);
        (await deployments.Smallest).Of("Microsoft.DurableTask/schedulers").ShouldBeEmpty();
    }

    // Addresses are known to Azure only; any stands for them here.
    private static IConfigurationRoot Configuration(Deployment deployment) => new ConfigurationBuilder()
        .AddInMemoryCollection(deployment.Settings.Select(static setting => KeyValuePair.Create(
            setting.Key.Replace("__", ":", StringComparison.Ordinal),
            (string?)(setting.Value.StartsWith('[') ? "https://resource.openai.azure.com/" : setting.Value))))
        .Build();
}
