using System.Text.Json;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>What can be reached from where.</summary>
public sealed class NetworkTests(Deployments deployments)
{
    private const string Query = "publicNetworkAccessForQuery";

    [Fact]
    public async Task PublicAccess_ByDefault_IsEnabled()
    {
        var access = PublicAccess(await deployments.Smallest);

        access.Count.ShouldBeGreaterThan(5);
        access.ShouldAllBe(static entry => entry.Value == "Enabled");
        (await deployments.Smallest).Resources.Select(Deployment.TypeOf).ShouldNotContain("Microsoft.Network/virtualNetworks");
    }

    [Fact]
    public async Task PublicAccess_InAPrivateNetwork_IsTheAppsOnly()
    {
        var access = PublicAccess(await deployments.Private);

        access.Where(static entry => entry.Type == "Microsoft.Web/sites").ShouldHaveSingleItem().Value.ShouldBe("Enabled");
        access.Where(static entry => entry.Property == Query).ShouldAllBe(static entry => entry.Value == "Enabled");
        access.Where(static entry => entry.Type != "Microsoft.Web/sites" && entry.Property != Query).ShouldAllBe(static entry => entry.Value == "Disabled");
    }

    [Fact]
    public async Task PublicAccess_OfAClosedApp_IsNobodys() =>
        PublicAccess(await deployments.Closed).Where(static entry => entry.Property != Query).ShouldAllBe(static entry => entry.Value == "Disabled");

    [Fact]
    public async Task Firewalls_FollowPublicAccess()
    {
        foreach (var (deployment, action) in new[] { (await deployments.Smallest, "Allow"), (await deployments.Private, "Deny") })
        {
            foreach (var resource in deployment.Resources.Where(static resource => Deployment.Value(resource, "properties.networkAcls") is not null))
                Deployment.Value(resource, "properties.networkAcls.defaultAction").ShouldBe(action, Deployment.NameOf(resource));
        }

        Deployment.Value((await deployments.Private).Of("Microsoft.DurableTask/schedulers").Single(), "properties.ipAllowlist").ShouldBe("[]");
    }

    [Fact]
    public async Task Endpoints_OfEverythingClosed_AreThere()
    {
        var deployment = await deployments.Closed;
        var reached = deployment.Of("Microsoft.Network/privateEndpoints")
            .SelectMany(static endpoint => endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections").EnumerateArray())
            .Select(static connection => Deployment.Value(connection, "properties.privateLinkServiceId"))
            .Concat(deployment.Of("Microsoft.Insights/privateLinkScopes/scopedResources").Select(static scoped => Deployment.Value(scoped, "properties.linkedResourceId")))
            .ToHashSet();

        PublicAccess(deployment).Where(entry => !reached.Contains(entry.Id)).ShouldBeEmpty("what is closed needs a way in");
        Groups(deployment).ShouldBe(["account", "account", "azuremonitor", "blob", "queue", "scheduler", "sites", "table", "vault"]);
    }

    [Fact]
    public async Task Names_OfEndpoints_AreInZonesOfTheNetwork()
    {
        var deployment = await deployments.Closed;
        var zones = deployment.Of("Microsoft.Network/privateDnsZones").Select(static zone => Deployment.NameOf(zone).Trim('[', ']')).ToList();

        zones.Count.ShouldBe(11);
        deployment.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count().ShouldBe(zones.Count);
        foreach (var group in deployment.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups"))
        {
            foreach (var zone in group.GetProperty("properties").GetProperty("privateDnsZoneConfigs").EnumerateArray())
                zones.ShouldContain(name => Deployment.Value(zone, "properties.privateDnsZoneId")!.Contains(name, StringComparison.Ordinal), Deployment.NameOf(group));
        }
    }

    [Fact]
    public async Task App_InAPrivateNetwork_CallsFromItsSubnet()
    {
        Deployment.Value((await deployments.Private).Of("Microsoft.Web/sites").Single(), "properties.virtualNetworkSubnetId")!.ShouldEndWith("/subnets/app");
        Deployment.Value((await deployments.Smallest).Of("Microsoft.Web/sites").Single(), "properties.virtualNetworkSubnetId").ShouldBeNullOrEmpty();
        (await deployments.Private).Of("Microsoft.Network/virtualNetworks").Single().GetProperty("properties").GetProperty("subnets").EnumerateArray()
            .Select(static subnet => (Deployment.Value(subnet, "name"), Deployment.Value(subnet, "properties.addressPrefix")))
            .ShouldBe([("app", "10.60.0.0/26"), ("endpoints", "10.60.0.64/26")]);
    }

    [Theory]
    [InlineData("publicNetworkAccess", "the app could reach nothing")]
    [InlineData("appPublicNetworkAccess", "nobody could reach the app")]
    public async Task PublicAccess_DisabledWithoutANetwork_IsRefused(string parameter, string reason)
    {
        var run = await Deployments.TryAsync($"param {parameter} = 'Disabled'");

        run.ExitCode.ShouldNotBe(0);
        (run.Out + run.Errors).ShouldContain(reason);
    }

    private static List<string> Groups(Deployment deployment) =>
        [.. deployment.Of("Microsoft.Network/privateEndpoints")
            .SelectMany(static endpoint => endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections").EnumerateArray())
            .SelectMany(static connection => connection.GetProperty("properties").GetProperty("groupIds").EnumerateArray())
            .Select(static group => group.GetString()!)
            .Order(StringComparer.Ordinal)];

    private static List<(string Type, string Id, string Property, string Value)> PublicAccess(Deployment deployment) =>
        [.. deployment.Resources
            .Where(static resource => resource.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            .SelectMany(static resource => resource.GetProperty("properties").EnumerateObject()
                .Where(static property => property.Name.StartsWith("publicNetworkAccess", StringComparison.Ordinal))
                .Select(property => (Deployment.TypeOf(resource), Deployment.IdOf(resource), property.Name, property.Value.GetString()!)))];
}
