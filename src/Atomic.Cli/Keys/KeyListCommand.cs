using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Orchestration.Access;

namespace Atomic.Cli.Keys;

/// <summary><c>atomic key list</c>: every key, also those that ended, without secrets.</summary>
internal static class KeyListCommand
{
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only this tenant's. Default: every tenant's.", HelpName = "TENANT" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "List the keys without their secrets, revoked and expired ones too.") { Tenant };
        foreach (var option in KeyBooks.Options)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var tenant = parsed.GetValue(Tenant);
        if (tenant is not null && !TenantName.IsValid(tenant))
            throw new CommandException(ExitCode.BadInput, $"--tenant '{tenant}' is no tenant's name; it must match {TenantName.Pattern}.");
        await using var book = await KeyBooks.OpenAsync(parsed, mayBeNew: false, context.Stopping);
        if (!(await book.ListAsync(tenant, context.Stopping)).TryGet(out var list, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => KeyReport.Write(json, list));
        else
            KeyReport.Draw(context.Output, list, TimeProvider.System.GetUtcNow());
        return ExitCode.Ok;
    }
}
