using System.Text.Json;
using Atomic.Cli.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>
/// The configuration of a server: <c>atomic.json</c> in the working directory or the file named, then environment variables
/// (<c>Atomic__Market__…</c>), then <c>--set</c>; what comes later wins.
/// </summary>
internal static class ServerConfiguration
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultFile = "atomic.json";

    /// <summary>The section that is read.</summary>
    public const string Section = "Atomic";

    private static readonly string[] KnownSections = ["Market", "Orchestration", "Http", "Access", "Database", "Host", "Budgets", "Telemetry", "Logging", "Queues", "Storage"];

    /// <summary>Reads it.</summary>
    /// <param name="file">The file named; null: the default one, if it is there.</param>
    /// <param name="settings">What <c>--set</c> says, each as <c>KEY=VALUE</c>.</param>
    /// <param name="orDefaultFile">Whether the default file is read where none is named.</param>
    /// <exception cref="CommandException">The file or a setting cannot be used.</exception>
    public static IConfigurationRoot Read(string? file, IReadOnlyList<string> settings, bool orDefaultFile = true)
    {
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (file is not null && !File.Exists(path))
            throw new CommandException(ExitCode.BadInput, $"The configuration file '{file}' is not there; check --config.");
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null || orDefaultFile)
                builder.AddJsonFile(path, optional: true, reloadOnChange: false);
            var configuration = builder.AddEnvironmentVariables().AddInMemoryCollection(settings.Select(Setting)).Build();
            Check(configuration);
            return configuration;
        }
        catch (InvalidDataException failure) when (failure.InnerException is FormatException or JsonException)
        {
            var reason = failure.InnerException.InnerException?.Message ?? failure.InnerException.Message;
            throw new CommandException(ExitCode.BadInput, $"The configuration file '{path}' is not valid JSON: {reason}", failure);
        }
    }

    private static KeyValuePair<string, string?> Setting(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0
            ? new(text[..equals].Replace("__", ":", StringComparison.Ordinal), text[(equals + 1)..])
            : throw new CommandException(ExitCode.BadInput, $"--set takes KEY=VALUE, for instance Atomic:Orchestration:FanOut=PerBidder, not '{text}'.");
    }

    private static void Check(IConfigurationRoot configuration)
    {
        var unknown = configuration.GetSection(Section).GetChildren().FirstOrDefault(static child => !KnownSections.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new CommandException(ExitCode.BadInput, $"{unknown.Path} is not a section of the configuration; use one of {string.Join(", ", KnownSections)}.");
    }
}
