using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;

namespace Atomic.Cli.Explain;

/// <summary><c>atomic explain ID</c>: why a microtask went to whom it went.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The microtask's id." };

    private static readonly Option<string?> Format = new("--format") { Description = "markdown (default), json or html.", HelpName = "FORMAT" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("markdown", "json", "html");
        var command = new Command("explain", "Explain the decision on a microtask: every bid, the award, what would have changed it.")
        {
            Id,
            Format,
            ServerChoice.Server,
            ServerChoice.Key,
            ServerChoice.DataFolder,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var id = parsed.GetValue(Id)!;
        var format = parsed.GetValue(Format) ?? (context.Output.IsJson ? "json" : "markdown");
        await using var server = await ServerChoice.ConnectAsync(parsed, context);
        var explained = await server.Api.ExplainAsync(id, MediaType(format), context.Stopping);
        if (!explained.TryGet(out var text, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (format == "markdown")
            PlainMarkdown.Write(context.Output, text);
        else
            CommandOutput.Raw(text);
        return ExitCode.Ok;
    }

    private static string MediaType(string format) => format switch
    {
        "json" => "application/json",
        "html" => "text/html",
        _ => "text/markdown",
    };
}
