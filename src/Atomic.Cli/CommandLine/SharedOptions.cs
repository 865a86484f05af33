using System.CommandLine;

namespace Atomic.Cli.CommandLine;

/// <summary>The options that every command takes.</summary>
internal static class SharedOptions
{
    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON object on stdout and nothing else.",
        Recursive = true,
    };

    /// <summary>No colours.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours, as with the environment variable NO_COLOR.",
        Recursive = true,
    };

    /// <summary>More to read.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Log what happens inside, and show the stack trace of a failure.",
        Recursive = true,
    };
}
