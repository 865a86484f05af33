namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>The containers, queues and rules that the app counts on.</summary>
public sealed class StorageTests(Deployments deployments)
{
    [Fact]
    public async Task Containers_AndQueues_HaveTheNamesThatTheAppUses()
    {
        var deployment = await deployments.Smallest;

        LastNames(deployment, "Microsoft.Storage/storageAccounts/queueServices/queues").ShouldBe(["microtasks", "microtask-results"]);
        var containers = LastNames(deployment, "Microsoft.Storage/storageAccounts/blobServices/containers");
        containers.Count.ShouldBe(3);
        containers.ShouldContain("atomic-payloads");
        containers.ShouldContain("atomic-snapshots");
        Deployment.Value(deployment.Of("Microsoft.Web/sites").Single(), "properties.functionAppConfig.deployment.storage.value")!
            .ShouldContain(containers.Single(static name => name.StartsWith("app-package-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lifecycle_OfPayloads_IsRetentionAndAMargin()
    {
        (await DaysAsync(deployments.Smallest)).ShouldBe("37");
        (await DaysAsync(deployments.Private)).ShouldBe("25");
    }

    [Fact]
    public async Task Lifecycle_Deletes_PayloadsOnly()
    {
        var rule = (await deployments.Smallest).Of("Microsoft.Storage/storageAccounts/managementPolicies").Single()
            .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray().ShouldHaveSingleItem();

        rule.GetProperty("definition").GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("atomic-payloads/");
    }

    private static async Task<string?> DaysAsync(Task<Deployment> deployment) =>
        Deployment.Value(
            (await deployment).Of("Microsoft.Storage/storageAccounts/managementPolicies").Single()
                .GetProperty("properties").GetProperty("policy").GetProperty("rules")[0],
            "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan");

    private static List<string> LastNames(Deployment deployment, string type) =>
        [.. deployment.Of(type).Select(static resource => Deployment.NameOf(resource).Split('/')[^1])];
}
