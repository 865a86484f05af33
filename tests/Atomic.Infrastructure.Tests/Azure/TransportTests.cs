namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>TLS 1.2 at least, wherever that can be said.</summary>
public sealed class TransportTests(Deployments deployments)
{
    private static readonly (string Type, string Property, string[] Values)[] Rules =
    [
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", ["TLS1_2", "TLS1_3"]),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", ["True"]),
        ("Microsoft.Web/sites", "properties.httpsOnly", ["True"]),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", ["1.2", "1.3"]),
        ("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", ["1.2", "1.3"]),
        ("Microsoft.Web/sites", "properties.siteConfig.ftpsState", ["Disabled"]),
    ];

    // Looked up in the resources' types: none of these has a property for it. Each takes TLS 1.2 or later only.
    private static readonly string[] WithoutChoice =
    [
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.CognitiveServices/accounts/deployments",
        "Microsoft.DurableTask/schedulers",
        "Microsoft.DurableTask/schedulers/taskHubs",
        "Microsoft.Insights/components",
        "Microsoft.Insights/privateLinkScopes",
        "Microsoft.Insights/privateLinkScopes/scopedResources",
        "Microsoft.KeyVault/vaults",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Network/privateDnsZones",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Resources/resourceGroups",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/managementPolicies",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/queueServices/queues",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Web/serverfarms",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        "Microsoft.Web/sites/config",
    ];

    [Fact]
    public async Task Resources_WithAChoice_TakeNothingOlderThanTls12()
    {
        foreach (var deployment in await deployments.AllAsync())
        {
            foreach (var (type, property, values) in Rules)
            {
                deployment.Of(type).ShouldNotBeEmpty();
                foreach (var resource in deployment.Of(type))
                    values.ShouldContain(Deployment.Value(resource, property), $"{Deployment.NameOf(resource)}: {property}");
            }
        }
    }

    [Fact]
    public async Task Types_OfAllResources_AreKnownHere() =>
        (await deployments.Closed).Resources.Select(Deployment.TypeOf).Distinct()
            .Except(Rules.Select(static rule => rule.Type)).Except(WithoutChoice)
            .ShouldBeEmpty("look up whether this type has a least version of TLS, and name it above");
}
