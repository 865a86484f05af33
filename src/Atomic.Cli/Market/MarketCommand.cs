using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;

namespace Atomic.Cli.Market;

/// <summary><c>atomic market</c>: who bids, at what prices, and what is known of them.</summary>
internal static class MarketCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("market", "Show the bidders, their prices, and what is known of them for each kind of microtask.")
        {
            ServerChoice.Server,
            ServerChoice.Key,
            ServerChoice.DataFolder,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        await using var server = await ServerChoice.ConnectAsync(parsed, context);
        if (!(await server.Api.GetMarketAsync(context.Stopping)).TryGet(out var market, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => MarketReport.Write(json, market));
        else
            MarketReport.Write(context.Output, market);
        return ExitCode.Ok;
    }
}
