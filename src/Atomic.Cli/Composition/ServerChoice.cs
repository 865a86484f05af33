using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.InProcess;

namespace Atomic.Cli.Composition;

/// <summary>Which server a command asks: a running one, or one that it starts itself over a data folder that no server has open.</summary>
internal static class ServerChoice
{
    /// <summary>The environment variable that has the API key.</summary>
    public const string KeyVariable = "ATOMIC_API_KEY";

    /// <summary>A running server.</summary>
    public static Option<Uri?> Server { get; } = new("--server")
    {
        Description = $"The server to ask. Default: {ListenAddresses.Default}.",
        HelpName = "URL",
        CustomParser = static result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text.EndsWith('/') ? text : $"{text}/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"--server '{text}' is no http or https URL.");
            return null;
        },
    };

    /// <summary>The API key for a running server.</summary>
    public static Option<string?> Key { get; } = new("--key")
    {
        Description = $"The API key for the server. Default: the environment variable {KeyVariable}, which no list of processes shows.",
        HelpName = "KEY",
    };

    /// <summary>A data folder.</summary>
    public static Option<string?> DataFolder { get; } = new("--data")
    {
        Description = "Open this data folder, which no server may have open, in place of asking a server.",
        HelpName = "FOLDER",
    };

    /// <summary>Connects to what the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The command.</param>
    public static async Task<ServerConnection> ConnectAsync(ParseResult parsed, CommandContext context)
    {
        if (parsed.GetValue(DataFolder) is not { } folder)
            return ServerConnection.To(parsed.GetValue(Server) ?? new Uri(ListenAddresses.Default), KeyOf(parsed));
        if (!File.Exists(Path.Combine(folder, LocalHouseOptions.DatabaseFile)))
            throw new CommandException(ExitCode.DatabaseUnavailable, $"There is no database in '{folder}'; check --data.");
        var options = new LocalServerOptions
        {
            Configuration = ServerConfiguration.Read(null, []),
            DataFolder = Path.GetFullPath(folder),
            Listen = ListenAddresses.AnyFree,
            Verbose = context.Output.Verbose,
            OnlyReads = true,
        };
        return ServerConnection.Own(await LocalServer.StartAsync(options, context.Stopping));
    }

    /// <summary>The API key that a command line or the environment gives; null: none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandException">It can be no key.</exception>
    public static string? KeyOf(ParseResult parsed)
    {
        var key = (parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable(KeyVariable))?.Trim();
        if (string.IsNullOrEmpty(key))
            return null;
        return key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? key
            : throw new CommandException(ExitCode.BadInput, $"What --key or {KeyVariable} gives has characters that no key or token has; give it as it was shown.");
    }
}
