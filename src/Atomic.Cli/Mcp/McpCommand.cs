using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Run;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Atomic.Cli.Mcp;

/// <summary><c>atomic mcp</c>: Atomic as tools of an assistant, by the Model Context Protocol over standard input and output.</summary>
internal static class McpCommand
{
    private const string Instructions = """
        Atomic auctions small pieces of AI work among models: every model that could do it bids its expected cost, time and quality, and the best bid
        under the caller's policy wins. Use `run` for well-bounded work (route, label, extract, rewrite one text), `explain` with the id that `run`
        returned to learn why that model was chosen and what it cost, and `market` to see who bids at which prices.
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("mcp", "Serve run, explain and market to an assistant over standard input and output (Model Context Protocol), on a server or in this process.")
        {
            ServerChoice.Server,
            ServerChoice.Key,
            ServerSettings.Config,
            ServerSettings.Data,
            ServerSettings.Set,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        await using var house = await RunServer.StartAsync(parsed, recording: null, context);
        var tools = new McpToolBook([new RunTool(house.Api), new ExplainTool(house.Api), new MarketTool(house.Api)]);
        using var logs = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(context.Output.Verbose ? LogLevel.Information : LogLevel.Warning)

            // Standard output is the protocol's.
            .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "atomic", Title = "Atomic", Version = typeof(McpCommand).Assembly.GetName().Version!.ToString(3) },
            ServerInstructions = Instructions,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.Descriptions] }),
                CallToolHandler = (request, cancellationToken) => tools.CallAsync(request.Params.Name, request.Params.Arguments, cancellationToken),
            },
        };
        await using var transport = new StdioServerTransport(options, logs);
        await using var server = McpServer.Create(transport, options, logs, serviceProvider: null);
        context.Output.Note("Atomic serves the tools run, explain and market over standard input and output. The end of the input, or Ctrl-C, stops.");
        try
        {
            // Ends with the input.
            await server.RunAsync(context.Stopping);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            // Told below by the exit code.
        }

        return context.Stopping.IsCancellationRequested && !context.Interruption.IsTermination ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
