using System.Text.Json;
using System.Text.RegularExpressions;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>Who may do what: these and no more, each at one resource.</summary>
public sealed partial class RoleTests(Deployments deployments)
{
    private static readonly HashSet<(string Scope, string Role)> OfTheApp =
    [
        ("Microsoft.Storage/storageAccounts", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"), // Storage Blob Data Owner
        ("Microsoft.Storage/storageAccounts", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"), // Storage Queue Data Contributor
        ("Microsoft.Storage/storageAccounts", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"), // Storage Table Data Contributor
        ("Microsoft.Insights/components", "3913510d-42f4-4e42-8a64-420c390055eb"), // Monitoring Metrics Publisher
        ("Microsoft.KeyVault/vaults", "4633458b-17de-408a-b874-0445c86b69e6"), // Key Vault Secrets User
        ("Microsoft.CognitiveServices/accounts", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"), // Cognitive Services OpenAI User
        ("Microsoft.DurableTask/schedulers", "0ad04412-c4d5-4796-b79c-f76d14c8d402"), // Durable Task Data Contributor
    ];

    private static readonly HashSet<(string Scope, string Role)> OfTheOperator =
    [
        ("Microsoft.Storage/storageAccounts", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"), // Storage Table Data Contributor
        ("Microsoft.KeyVault/vaults", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"), // Key Vault Secrets Officer
    ];

    [Fact]
    public async Task Assignments_OfTheApp_AreTheListed() =>
        (await AssignmentsAsync(deployments.Closed, ofTheOperator: false)).ShouldBe(OfTheApp, ignoreOrder: true);

    [Fact]
    public async Task Assignments_OfTheOperator_AreTheListed() =>
        (await AssignmentsAsync(deployments.Closed, ofTheOperator: true)).ShouldBe(OfTheOperator, ignoreOrder: true);

    [Fact]
    public async Task Assignments_WithoutAnOperator_AreTheApps()
    {
        (await AssignmentsAsync(deployments.Smallest, ofTheOperator: true)).ShouldBeEmpty();
        (await AssignmentsAsync(deployments.Smallest, ofTheOperator: false)).ShouldBeSubsetOf(OfTheApp);
    }

    [Fact]
    public async Task Principals_OfTheApp_AreItsIdentity()
    {
        foreach (var assignment in (await deployments.Closed).Of("Microsoft.Authorization/roleAssignments").Where(static assignment => !IsOfTheOperator(assignment)))
        {
            Deployment.Value(assignment, "properties.principalId")!.ShouldContain("Microsoft.ManagedIdentity/userAssignedIdentities/");
            Deployment.Value(assignment, "properties.principalType").ShouldBe("ServicePrincipal");
        }
    }

    private static async Task<HashSet<(string Scope, string Role)>> AssignmentsAsync(Task<Deployment> deployment, bool ofTheOperator) =>
        [.. (await deployment).Of("Microsoft.Authorization/roleAssignments")
            .Where(assignment => IsOfTheOperator(assignment) == ofTheOperator)
            .Select(static assignment => (ScopeOf(assignment), Role().Match(Deployment.Value(assignment, "properties.roleDefinitionId")!).Value))];

    private static bool IsOfTheOperator(JsonElement assignment) => Deployment.Value(assignment, "properties.principalId") == Deployment.OperatorId;

    // What stands before the assignment in its id; a resource group or a subscription has no provider of its own there.
    private static string ScopeOf(JsonElement assignment) => Provider().Match(Deployment.IdOf(assignment)).Groups["type"].Value;

    [GeneratedRegex("/providers/(?<type>Microsoft\\.[A-Za-z]+/[A-Za-z]+)/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Provider();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex Role();
}
