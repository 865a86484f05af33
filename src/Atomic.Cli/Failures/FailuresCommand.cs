using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;

namespace Atomic.Cli.Failures;

/// <summary><c>atomic failures</c>: what failed in a way that nobody was told as an answer, and what to do with messages that were given up.</summary>
internal static class FailuresCommand
{
    private static readonly Option<string?> Retry = new("--retry")
    {
        Description = "Put this message back on its queue, and let it go here.",
        HelpName = "ID",
    };

    private static readonly Option<string?> Drop = new("--drop")
    {
        Description = "Let this message go.",
        HelpName = "ID",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("failures", "Show orchestrations that failed and queue messages that were given up; put a message back, or let it go.")
        {
            Retry,
            Drop,
            ServerChoice.Server,
            ServerChoice.Key,
            ServerChoice.DataFolder,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Retry) is not null && result.GetValue(Drop) is not null)
                result.AddError("--retry and --drop are two commands: give one of them.");
        });
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        await using var server = await ServerChoice.ConnectAsync(parsed, context);
        if (parsed.GetValue(Retry) is { } retried)
            await RetryAsync(server.Api, retried, context);
        else if (parsed.GetValue(Drop) is { } dropped)
            await DropAsync(server.Api, dropped, context);
        else
            await ListAsync(server.Api, context);
        return ExitCode.Ok;
    }

    private static async Task ListAsync(AtomicApi api, CommandContext context)
    {
        if (!(await api.GetFailuresAsync(context.Stopping)).TryGet(out var page, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => FailuresReport.Write(json, page));
        else
            FailuresReport.Write(context.Output, page);
    }

    private static async Task RetryAsync(AtomicApi api, string id, CommandContext context)
    {
        if (!(await api.RetryMessageAsync(id, context.Stopping)).TryGet(out var message, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
        {
            CommandOutput.Json(json =>
            {
                json.WriteString("retried", message.Id);
                json.WriteString("queue", message.Queue);
            });
        }

        context.Output.Unwrapped($"Message {message.Id} is back on the queue {message.Queue}.");
    }

    private static async Task DropAsync(AtomicApi api, string id, CommandContext context)
    {
        if (await api.DropMessageAsync(id, context.Stopping) is { } problem)
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => json.WriteString("dropped", id));
        context.Output.Unwrapped($"Message {id} is gone.");
    }
}
