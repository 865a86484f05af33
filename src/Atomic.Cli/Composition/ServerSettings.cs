using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>The options of every command that builds a server in its own process.</summary>
internal static class ServerSettings
{
    /// <summary>The configuration file.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = $"The configuration file. Default: {ServerConfiguration.DefaultFile} in the working directory, if it is there.",
        HelpName = "FILE",
    };

    /// <summary>The data folder.</summary>
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder that holds the database; created where it is missing.",
        HelpName = "FOLDER",
        DefaultValueFactory = static _ => ".atomic",
    };

    /// <summary>Single settings.</summary>
    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "A setting that wins over the file, for instance Atomic:Orchestration:FanOut=PerBidder. May be given again.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = static _ => [],
    };

    /// <summary>The configuration that a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandLine.CommandException">It cannot be used.</exception>
    public static IConfigurationRoot ReadConfiguration(ParseResult parsed) => ServerConfiguration.Read(parsed.GetValue(Config), parsed.GetValue(Set) ?? []);

    /// <summary>The data folder that a command line asks for, as a full path.</summary>
    /// <param name="parsed">The command line.</param>
    public static string DataFolder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);
}
