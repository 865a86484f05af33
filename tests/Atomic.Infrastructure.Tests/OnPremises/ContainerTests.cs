using System.Text.RegularExpressions;

namespace Atomic.Infrastructure.Tests.OnPremises;

/// <summary>The Dockerfiles and the compose file. No engine is asked: these are checks of what is written.</summary>
public sealed partial class ContainerTests
{
    private static readonly YamlFile Compose = YamlFile.Parse(Sources.Read("compose.yaml"))[0];

    public static TheoryData<string> Dockerfiles =>
        [.. Directory.EnumerateFiles(Sources.PathOf("docker"), "*.Dockerfile").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Dockerfiles))]
    public void Images_OfDockerfiles_HaveAVersion(string file)
    {
        var images = From().Matches(Sources.Read($"docker/{file}")).Select(static match => match.Groups["image"].Value).ToList();

        images.Count.ShouldBe(2, "one to build and one to run");
        images.ShouldAllBe(static image => image.StartsWith("mcr.microsoft.com/", StringComparison.Ordinal) && image.Contains("10.0", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Dockerfiles))]
    public void Containers_Run_WithoutRoot(string file) =>
        User().Matches(Sources.Read($"docker/{file}")).ShouldHaveSingleItem().Groups["user"].Value.ShouldBe("1654", "the user of .NET's images, by number so that Kubernetes can tell");

    [Theory, MemberData(nameof(Dockerfiles))]
    public void Projects_ThatArePublished_AreThere(string file)
    {
        var project = Project().Matches(Sources.Read($"docker/{file}")).ShouldHaveSingleItem().Groups["project"].Value;
        if (project.Contains("Atomic.Functions", StringComparison.Ordinal))
            Sources.SkipWithoutFunctionsApp();

        File.Exists(Path.Combine(Sources.Root, project)).ShouldBeTrue(project);
    }

    [Fact]
    public void Services_OfCompose_AreBuiltFromDockerfilesThatAreThere()
    {
        var built = Compose.Keys("services").Select(static name => Compose.Text($"services.{name}.build.dockerfile")).OfType<string>().ToList();

        built.Count.ShouldBe(2);
        built.ShouldAllBe(static file => File.Exists(Path.Combine(Sources.Root, file)));
    }

    [Fact]
    public void Services_OfCompose_AreServedToThisMachineOnly()
    {
        var ports = Compose.Keys("services").SelectMany(static name => Compose.List($"services.{name}.ports")).Select(static port => port.Texts().Single().Value).ToList();

        ports.Count.ShouldBe(2);
        ports.ShouldAllBe(static port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_OfCompose_AreBoundedAndHaveVersions()
    {
        foreach (var service in Compose.Keys("services").Select(static name => Compose.At($"services.{name}")))
        {
            Version().IsMatch(service.Text("image")!).ShouldBeTrue(service.Text("image"));
            service.Has("mem_limit").ShouldBeTrue(service.Text("image"));
            service.List("profiles").ShouldNotBeEmpty(service.Text("image"));
            service.Text("security_opt.0").ShouldBe("no-new-privileges:true");
            if (service.Has("build"))
                service.Text("read_only").ShouldBe("true");
        }
    }

    [Fact]
    public void Storage_OfCompose_IsOnDiskAndWithoutAKey()
    {
        Compose.Text("services.azurite.command")!.ShouldContain("--location /data");
        Compose.Text("services.functions.environment.Atomic__Storage__ConnectionString").ShouldBe("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite");
        Sources.Read("compose.yaml").ShouldNotContain("AccountKey");
    }

    [GeneratedRegex(@"^FROM (--platform=\S+ )?(?<image>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex From();

    [GeneratedRegex(@"^USER (?<user>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex User();

    [GeneratedRegex(@"dotnet publish (?<project>\S+\.csproj)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Project();

    [GeneratedRegex(@":[0-9]+\.[0-9]+\.[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
