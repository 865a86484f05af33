using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Orchestration.Access;

namespace Atomic.Cli.Keys;

/// <summary><c>atomic key revoke ID</c>: takes a key back, for good.</summary>
internal static class KeyRevokeCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The key's public part: the 16 characters after atomic_." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("revoke", "Take a key back. Again, it changes nothing.") { Id };
        foreach (var option in KeyBooks.Options)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        // Whoever pastes the whole key means this one; its secret goes no further.
        var text = parsed.GetValue(Id)!;
        var id = ApiKeyText.TryParse(text, out var key) ? key.Id.ToString() : text;
        await using var book = await KeyBooks.OpenAsync(parsed, mayBeNew: false, context.Stopping);
        if (!(await book.RevokeAsync(id, context.Stopping)).TryGet(out var revoked, out var problem))
            throw new CommandException(ExitCode.WorkFailed, problem.Detail);
        if (context.Output.IsJson)
            CommandOutput.Json(json => KeyReport.Write(json, revoked));
        context.Output.Note(
            $"Key {revoked.Id} of tenant {revoked.Tenant} is revoked since {revoked.RevokedAt:u}. The server that was told refuses it at once, others on the same storage within {ApiKeys.CacheTime.TotalSeconds:0} seconds.");
        return ExitCode.Ok;
    }
}
