namespace Atomic.Cli.Output;

/// <summary>How this program is called from where the reader is, so that commands can be copied.</summary>
internal static class Invocation
{
    /// <summary>The beginning of every command line.</summary>
    public static string Name { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}.artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "dotnet run --project src/Atomic.Cli -c Release --"
            : "atomic";
}
