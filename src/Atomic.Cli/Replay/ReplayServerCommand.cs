using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Replay.Server;

namespace Atomic.Cli.Replay;

/// <summary><c>atomic replay-server</c>: a recording's models behind the OpenAI wire protocol, as well-behaved or as broken as asked for.</summary>
internal static class ReplayServerCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("replay-server", "Serve a recording's models by the OpenAI wire protocol on 127.0.0.1 until Ctrl-C or SIGTERM.");
        foreach (var option in ReplayServerSettings.All)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var options = ReplayServerSettings.Read(parsed);
        await using var server = await StartAsync(options, context.Stopping);
        Report(context.Output, server, options);
        return await context.UntilStoppedAsync();
    }

    private static async Task<ReplayServer> StartAsync(ReplayServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ReplayServer.StartAsync(options, cancellationToken);
        }
        catch (ArgumentException failure)
        {
            throw new CommandException(ExitCode.BadInput, failure.Message, failure);
        }
        catch (IOException failure)
        {
            throw new CommandException(ExitCode.BadInput, $"The replay server cannot start: {failure.Message} Choose another --port or --log.", failure);
        }
    }

    private static void Report(CommandOutput output, ReplayServer server, ReplayServerOptions options)
    {
        var endpoint = new Uri(server.BaseUrl, "v1");
        if (output.IsJson)
        {
            CommandOutput.Json(json =>
            {
                json.WriteString("url", endpoint.ToString());
                json.WriteNumber("tasks", options.Recording.Tasks.Count);
                json.WriteStartArray("models");
                foreach (var model in options.Recording.Market.Models.Keys.Concat(options.Aliases.Keys))
                    json.WriteStringValue(model);
                json.WriteEndArray();
            });
        }

        var names = options.Recording.Market.Models.Keys.Concat(options.Aliases.Select(static alias => $"{alias.Key} (as {alias.Value})"));
        output.Note($"The recording '{options.Recording.Market.Name}' with {Figures.Count(options.Recording.Tasks.Count)} tasks is served at {endpoint}.");
        output.Note($"Models: {string.Join(", ", names)}.");
        if (options.Recording.Market.Source is { } source)
            output.Note($"Source: {source}.");
        output.Note("Ctrl-C stops.");
    }
}
