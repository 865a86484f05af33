using Atomic.Infrastructure.Tests.OnPremises;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>azd up --cwd infra finds what it needs.</summary>
public sealed class AzdTests(Deployments deployments)
{
    private static readonly YamlFile File = YamlFile.Parse(Sources.Read("azure.yaml"))[0];

    [Fact]
    public void Service_Project_IsTheFunctionsApp()
    {
        var project = Path.GetFullPath(Sources.PathOf(File.Text("services.functions.project")!));

        Path.GetRelativePath(Sources.Root, project).ShouldBe(Path.Combine("src", "Atomic.Functions"));
        File.Text("services.functions.host").ShouldBe("function");
        File.Text("services.functions.language").ShouldBe("dotnet");
    }

    [Fact]
    public void Service_Project_IsThere()
    {
        Sources.SkipWithoutFunctionsApp();
        Directory.EnumerateFiles(Sources.PathOf(File.Text("services.functions.project")!), "*.csproj").ShouldHaveSingleItem();
    }

    [Fact]
    public void Module_OfTheInfrastructure_IsThere() =>
        System.IO.File.Exists(Sources.PathOf(Path.Combine(File.Text("infra.path")!, File.Text("infra.module")! + ".bicep"))).ShouldBeTrue();

    [Fact]
    public async Task Service_Name_IsTheTagOfTheApp() =>
        File.Keys("services").ShouldHaveSingleItem().ShouldBe(Deployment.Value((await deployments.Smallest).Of("Microsoft.Web/sites").Single(), "tags.azd-service-name"));
}
