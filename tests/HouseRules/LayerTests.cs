namespace HouseRules;

/// <summary>Arrows between projects go downwards only (docs/architecture.md).</summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Atomic.Core"] = [],
        ["Atomic.Orchestration"] = ["Atomic.Core"],
        ["Atomic.Providers"] = ["Atomic.Core", "Atomic.Orchestration"],
        ["Atomic.Storage.Sqlite"] = ["Atomic.Core", "Atomic.Orchestration"],
        ["Atomic.Storage.Azure"] = ["Atomic.Core", "Atomic.Orchestration"],
        ["Atomic.Http"] = ["Atomic.Core", "Atomic.Orchestration"],
        ["Atomic.Hosting"] = ["Atomic.Core", "Atomic.Orchestration", "Atomic.Providers", "Atomic.Http"],
        ["Atomic.Replay"] = ["Atomic.Core"],
        ["Atomic.Evaluation"] = ["Atomic.Core"],
        ["Atomic.LocalHost"] = ["Atomic.Core", "Atomic.Orchestration", "Atomic.Storage.Sqlite"],
        ["Atomic.Client"] = [],
        ["Atomic.InProcess"] =
        [
            "Atomic.Core", "Atomic.Orchestration", "Atomic.Providers", "Atomic.Storage.Sqlite", "Atomic.Http", "Atomic.Hosting", "Atomic.LocalHost", "Atomic.Client",
        ],
        ["Atomic.Functions"] =
        [
            "Atomic.Core", "Atomic.Orchestration", "Atomic.Providers", "Atomic.Storage.Azure", "Atomic.Http", "Atomic.Hosting",
        ],
        ["Atomic.Cli"] =
        [
            "Atomic.Core", "Atomic.Orchestration", "Atomic.Providers", "Atomic.Storage.Sqlite", "Atomic.Http", "Atomic.Hosting", "Atomic.Replay",
            "Atomic.InProcess", "Atomic.Storage.Azure", "Atomic.Evaluation",
        ],
    };

    [Fact]
    public void References_OfEachProject_GoDownwardsOnly()
    {
        foreach (var project in Repository.Files("src", ".csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Allowed.ShouldContainKey(name, $"{project} has no place in the layers yet: add it here and to docs/architecture.md");
            Repository.ProjectReferences(project).Except(Allowed[name]).ShouldBeEmpty($"{name} may reference only {string.Join(", ", Allowed[name])}");
        }
    }

    [Fact]
    public void Core_ReferencesNoPackage() => Repository.PackageReferences("src/Atomic.Core/Atomic.Core.csproj").ShouldBeEmpty();

    [Fact]
    public void Versions_StandInOnePlace()
    {
        foreach (var project in Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")))
            Repository.Read(project).ShouldNotContain("Version=\"", customMessage: $"{project}: package versions stand in .build/Packages.props");
    }

    [Fact]
    public void TopLevel_HasOnlyWhatTheDesignNames()
    {
        string[] allowed =
        [
            "Atomic.sln", "src", "tests", "infra", "docs", "host.json", "local.settings.sample.json", "README.md", "LICENSE",
            // Left by test runs, ignored by git.
            "TestResults", "BenchmarkDotNet.Artifacts",
        ];

        Directory.EnumerateFileSystemEntries(Repository.Root)
            .Select(static path => Path.GetFileName(path))
            .Where(static name => !name.StartsWith('.'))
            .Except(allowed)
            .ShouldBeEmpty();
    }
}
