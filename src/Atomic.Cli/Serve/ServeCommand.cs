using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Serve;

/// <summary><c>atomic serve</c>: the house as a server, until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(20);

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; several are separated by semicolons, port 0 takes a free one. Beyond loopback only with API keys or Atomic:Access:Oidc.",
        DefaultValueFactory = static _ => ListenAddresses.Default,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Serve the HTTP API until Ctrl-C or SIGTERM. What is under way then goes on after the next start.")
        {
            ServerSettings.Config,
            ServerSettings.Data,
            ServerSettings.Set,
            Urls,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var listen = ListenAddresses.Parse(parsed.GetValue(Urls)!);
        var configuration = ServerSettings.ReadConfiguration(parsed);
        var dataFolder = ServerSettings.DataFolder(parsed);
        if (MarketOptionsReader.Read(configuration, Environment.GetEnvironmentVariable).Bidders.Count == 0)
            throw new CommandException(ExitCode.BadInput, MarketSample.Advice);

        await using var server = await LocalServer.StartAsync(
            new LocalServerOptions { Configuration = configuration, DataFolder = dataFolder, Listen = listen, TakesQueueJobs = true, Verbose = context.Output.Verbose },
            context.Stopping);
        Report(context.Output, server, configuration, dataFolder);
        var exitCode = await context.UntilStoppedAsync();
        context.Output.Note($"Stopping: new microtasks are refused, those under way have {StopDeadline.TotalSeconds:0} seconds to end. Ctrl-C again stops at once.");
        await server.StopAsync(StopDeadline);
        context.Output.Note("Stopped.");
        return exitCode;
    }

    private static void Report(CommandOutput output, LocalServer server, IConfigurationRoot configuration, string dataFolder)
    {
        var synchronous = configuration["Atomic:Database:Synchronous"] ?? "Full";
        if (output.IsJson)
        {
            CommandOutput.Json(json =>
            {
                json.WriteStartArray("urls");
                foreach (var url in server.Urls)
                    json.WriteStringValue(url.ToString());
                json.WriteEndArray();
                json.WriteString("dataFolder", dataFolder);
                json.WriteNumber("bidders", server.Marketplace.Market.Bidders.Count);
                json.WriteString("synchronous", synchronous);
                if (server.Queue is { } queue)
                    json.WriteString("queue", queue.ToString());
                json.WriteString("access", server.IsOpen ? "loopback" : "key");
            });
        }

        output.Note($"Atomic listens at {string.Join(" and ", server.Urls)}.");
        output.Note(server.IsOpen
            ? "There is no API key: only this machine is served, without one. `atomic key create` makes the first; from then on every call needs a key."
            : "Every call needs an API key, or a token where Atomic:Access:Oidc names an issuer.");
        output.Note($"Data folder {dataFolder}, synchronous {synchronous}; {server.Marketplace.Market.Bidders.Count} bidders: {string.Join(", ", server.Marketplace.Market.Bidders.Select(static bidder => bidder.Id))}.");
        if (server.Queue is { } queue)
            output.Note($"Takes microtasks from the queue {queue}; state stays in the data folder.");
        if (server.Recovered > 0)
            output.Note($"{Figures.Count(server.Recovered)} microtasks were under way when the last process ended; they go on now.");
        output.Note("Ctrl-C stops.");
    }
}
