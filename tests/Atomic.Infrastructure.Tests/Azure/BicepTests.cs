namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>The compiler and its linter have nothing to say: bicepconfig.json makes all of it errors.</summary>
public sealed class BicepTests(Deployments deployments)
{
    private const string EveryFile = "**/*.bicep";

    [Fact]
    public async Task Build_OfMain_SaysNothing()
    {
        var run = await deployments.Template;

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lint_OfEveryFile_SaysNothing()
    {
        var run = await BicepCompiler.RunAsync("lint", "--pattern", EveryFile);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Format_OfEveryFile_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        var files = Files().ToList();
        foreach (var file in files)
        {
            var copy = Path.Combine(folder.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Sources.PathOf(file), copy);
        }

        var run = await BicepCompiler.RunInAsync(folder.Path, "format", "--pattern", EveryFile);

        run.ExitCode.ShouldBe(0, run.Errors);
        files.Count.ShouldBeGreaterThan(10);
        files.Where(file => File.ReadAllText(Path.Combine(folder.Path, file)).TrimEnd() != Sources.Read(file).TrimEnd()).ShouldBeEmpty("run bicep format on these");
    }

    [Fact]
    public async Task Lint_OfAnUnusedParameter_Fails()
    {
        // The checks above are worth something only while the linter is on and its findings count.
        using var folder = new TemporaryFolder();
        File.Copy(Sources.PathOf("bicepconfig.json"), Path.Combine(folder.Path, "bicepconfig.json"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "main.bicep"), "param unused string\n");

        var run = await BicepCompiler.RunInAsync(folder.Path, "lint", "--pattern", EveryFile);

        run.ExitCode.ShouldNotBe(0);
        run.Errors.ShouldContain("no-unused-params");
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Sources.Infrastructure, "*.bicep", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Sources.Infrastructure, path));
}
