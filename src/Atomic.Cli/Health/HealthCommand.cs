using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;

namespace Atomic.Cli.Health;

/// <summary><c>atomic health</c>: whether a server is up, for containers that have nothing else to ask with.</summary>
internal static class HealthCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("health", "Ask whether a server is up; the exit code tells. It needs no key.")
        {
            ServerChoice.Server,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        await using var server = ServerConnection.To(parsed.GetValue(ServerChoice.Server) ?? new Uri(ListenAddresses.Default), key: null);
        if (!(await server.Api.GetHealthAsync(context.Stopping)).TryGet(out var status, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        CommandOutput.Raw(status);
        return ExitCode.Ok;
    }
}
