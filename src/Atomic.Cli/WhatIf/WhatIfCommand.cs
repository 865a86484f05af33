using System.CommandLine;
using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Cli.Run;
using Atomic.Core.Errors;

namespace Atomic.Cli.WhatIf;

/// <summary><c>atomic whatif --policy POLICY</c>: what another policy would have cost and earned over recorded traffic.</summary>
internal static class WhatIfCommand
{
    private static readonly Option<string> Policy = new("--policy") { Description = "economy, balanced, quality or realtime; or a file with a policy as JSON; or the JSON itself.", HelpName = "POLICY", Required = true };

    private static readonly Option<string?> Kind = new("--kind") { Description = "Only microtasks of this kind.", HelpName = "KIND" };

    private static readonly Option<string?> Since = new("--since") { Description = "Only microtasks since then: 7d, 24h, 30m, or a time such as 2026-01-31T12:00:00Z.", HelpName = "TIME" };

    private static readonly Option<string?> Until = new("--until") { Description = "Only microtasks before then; as --since.", HelpName = "TIME" };

    private static readonly Option<int?> Top = new("--top") { Description = "Read so many microtasks at most, the newest first. Default: 10000.", HelpName = "N" };

    private static readonly Option<string?> Format = new("--format") { Description = "table (default), markdown or json.", HelpName = "FORMAT" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("table", "markdown", "json");
        var command = new Command("whatif", "Estimate what another policy would have cost and earned over recorded traffic, and say so where that cannot be told.")
        {
            Policy,
            Kind,
            Since,
            Until,
            Top,
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
        var question = QuestionOf(parsed);
        await using var server = await ServerChoice.ConnectAsync(parsed, context);
        if (!(await server.Api.AskWhatIfAsync(question, context.Stopping)).TryGet(out var answer, out var problem))
        {
            var isInput = problem.Code is ErrorCodes.InvalidField or ErrorCodes.UnknownField or ErrorCodes.ImpossiblePolicy or ErrorCodes.MalformedJson;
            throw new CommandException(isInput ? ExitCode.BadInput : ExitCode.WorkFailed, problem.Detail);
        }

        if (context.Output.IsJson || parsed.GetValue(Format) == "json")
            CommandOutput.Raw(JsonSerializer.Serialize(answer, ApiJson.Default.WhatIfAnswer));
        else if (parsed.GetValue(Format) == "markdown")
            CommandOutput.Raw(WhatIfMarkdown.Of(answer));
        else
            WhatIfTable.Write(context.Output, answer);
        return ExitCode.Ok;
    }

    private static byte[] QuestionOf(ParseResult parsed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (since, until) = (TimeArgument.Read("--since", parsed.GetValue(Since), now), TimeArgument.Read("--until", parsed.GetValue(Until), now));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("policy");
            json.WriteRawValue(PolicyOf(parsed.GetValue(Policy)!));
            if (parsed.GetValue(Kind) is { } kind) json.WriteString("kind", kind);
            if (since is { } from) json.WriteString("since", from.UtcDateTime);
            if (until is { } to) json.WriteString("until", to.UtcDateTime);
            if (parsed.GetValue(Top) is { } top) json.WriteNumber("top", top);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // A file may be named without the @ that tells it from a preset elsewhere: here a policy is what the command is about.
    private static string PolicyOf(string argument)
    {
        var isFile = File.Exists(argument) || argument.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return PolicyArgument.Read(isFile && !argument.StartsWith('@') ? $"@{argument}" : argument)!;
    }
}
