using System.Text.RegularExpressions;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>No key anywhere: identities open doors.</summary>
public sealed partial class SecretTests(Deployments deployments)
{
    private static readonly (string Type, string Property, string Value)[] WithoutKeys =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "False"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "False"),
        ("Microsoft.CognitiveServices/accounts", "properties.disableLocalAuth", "True"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "True"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "True"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "True"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "True"),
        ("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "True"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "False"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
    ];

    [Fact]
    public async Task Template_AsksForNoKey()
    {
        var template = await deployments.Template;

        KeyRequest().Matches(template.Out).Select(static match => match.Value).ShouldBeEmpty("a template that reads keys puts them into settings");
    }

    [Fact]
    public async Task Settings_OfTheApp_HoldNoSecret()
    {
        foreach (var deployment in await deployments.AllAsync())
        {
            deployment.Settings.Where(static setting => Secret().IsMatch(setting.Value)).ShouldBeEmpty();
            deployment.Settings.Keys.Where(static name => SecretName().IsMatch(name)).ShouldBeEmpty("secrets stand in the vault");
            deployment.Settings["AzureWebJobsStorage__credential"].ShouldBe("managedidentity");
            deployment.Settings.Keys.ShouldNotContain("AzureWebJobsStorage", "a connection string would win over the identity");
        }
    }

    [Fact]
    public async Task Settings_OfTheApp_HaveNamesThatLinuxTakes()
    {
        foreach (var deployment in await deployments.AllAsync())
            deployment.Settings.Keys.Where(static name => !SettingName().IsMatch(name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resources_WithKeys_TakeNone()
    {
        foreach (var deployment in await deployments.AllAsync())
        {
            foreach (var (type, property, value) in WithoutKeys)
            {
                foreach (var resource in deployment.Of(type))
                    Deployment.Value(resource, property).ShouldBe(value, $"{Deployment.NameOf(resource)}: {property}");
            }
        }

        var full = await deployments.Closed;
        WithoutKeys.Where(rule => !full.Of(rule.Type).Any()).ShouldBeEmpty("a rule that meets nothing checks nothing");
        full.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count().ShouldBe(2, "one for FTP and one for deployments");
    }

    [GeneratedRegex(@"\blist[A-Z]\w*\(|AccountKey|SharedAccessKey|primaryKey|\bsecureString\b", RegexOptions.NonBacktracking)]
    private static partial Regex KeyRequest();

    [GeneratedRegex("(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|ApiKey)=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    [GeneratedRegex("(?:key|secret|password|token)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex SettingName();
}
