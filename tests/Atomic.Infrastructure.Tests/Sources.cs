namespace Atomic.Infrastructure.Tests;

/// <summary>The working tree that these tests read.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    public static string Infrastructure { get; } = Path.Combine(Root, "infra");

    /// <summary>Skips the test while the Functions app is no project of the solution; where it is one, it has to be found.</summary>
    public static void SkipWithoutFunctionsApp() =>
        Assert.SkipUnless(File.ReadAllText(Path.Combine(Root, "Atomic.sln")).Contains("Atomic.Functions.csproj", StringComparison.Ordinal), "Atomic.sln has no src/Atomic.Functions yet.");

    public static string PathOf(string path) => Path.Combine(Infrastructure, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Atomic.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests read infra/: run them from within the repository.");
    }
}
