using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Orchestration.Access;

namespace Atomic.Cli.Keys;

/// <summary><c>atomic key create</c>: the key alone on stdout, what to know of it on stderr.</summary>
internal static class KeyCreateCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Description = "Whose key it is: a tenant sees its own microtasks only.", HelpName = "TENANT", Required = true };

    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = "What it may do: run (submit and get answers), read (lists, explanations, market), admin (keys of every tenant). May be given again.",
        HelpName = "SCOPE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Label = new("--label") { Description = "What you call it.", HelpName = "TEXT" };

    private static readonly Option<int?> Days = new("--expires-in-days") { Description = "After how many days it ends. Default: never.", HelpName = "N" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Scopes.AcceptOnlyFromAmong([.. ScopeNames.All]);
        var command = new Command("create", "Make a key and print it, this once.") { Tenant, Scopes, Label, Days };
        foreach (var option in KeyBooks.Options)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var request = new KeyRequest(parsed.GetValue(Tenant)!, parsed.GetValue(Scopes)!, parsed.GetValue(Label), parsed.GetValue(Days));
        await using var book = await KeyBooks.OpenAsync(parsed, mayBeNew: true, context.Stopping);
        if (!(await book.CreateAsync(request, context.Stopping)).TryGet(out var made, out var problem))
            throw new CommandException(ExitCode.BadInput, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => KeyReport.Write(json, made));
        else
            CommandOutput.Raw(made.Key!);
        context.Output.Note($"Key {made.Id} of tenant {made.Tenant} may {string.Join(" and ", made.Scopes)}{KeyReport.Ends(made)}. It is shown this once; only its hash is kept.");
        context.Output.Note($"Send it as Authorization: Bearer …, or keep it in {ServerChoice.KeyVariable} for `atomic … --server URL`.");
        if (made.Notice is not null)
            context.Output.Note(made.Notice);
        return ExitCode.Ok;
    }
}
