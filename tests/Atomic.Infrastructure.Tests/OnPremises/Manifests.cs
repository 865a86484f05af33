namespace Atomic.Infrastructure.Tests.OnPremises;

/// <summary>The Kubernetes manifests, as written and as kustomize renders them.</summary>
internal static class Manifests
{
    public static IReadOnlyList<string> Folders { get; } =
        [.. Directory.EnumerateDirectories(Sources.PathOf("kubernetes")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Every document of a folder as it is written.</summary>
    public static IReadOnlyList<YamlFile> Written(string folder) =>
        [.. Directory.EnumerateFiles(Sources.PathOf($"kubernetes/{folder}"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(static file => YamlFile.Parse(File.ReadAllText(file)))];

    /// <summary>Every document as kustomize renders it; the test is skipped where kubectl is missing.</summary>
    public static async Task<IReadOnlyList<YamlFile>> RenderedAsync(string folder)
    {
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static path => File.Exists(Path.Combine(path, "kubectl"))),
            "kubectl renders the manifests, and is not on the PATH: install kubectl.");
        var run = await CommandRun.StartAsync("kubectl", Sources.Root, "kustomize", $"infra/kubernetes/{folder}");
        run.ExitCode.ShouldBe(0, run.Errors);
        return YamlFile.Parse(run.Out);
    }

    /// <summary>The pod templates among the documents, with who has them.</summary>
    public static IEnumerable<(YamlFile Owner, YamlFile Pod)> Pods(IEnumerable<YamlFile> documents) =>
        documents.Where(static document => document.Has("spec.template.spec")).Select(static document => (document, document.At("spec.template")));
}
