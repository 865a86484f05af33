using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Cli.Recordings;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary><c>atomic run</c>: one text, a file, or a recording, through a whole server.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("run", "Run one text, a JSONL file or a recording: on a server, or in this process with the market of atomic.json.");
        foreach (var option in RunOptions.All)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var recording = parsed.GetValue(RunOptions.Recording) is { } folder ? RecordingReader.Read(folder) : null;
        var input = await RunInput.ReadAsync(parsed, recording, context.Output, context.Stopping);
        using var file = input.ResultPath is { } path ? ResultFile.Create(path, parsed.GetValue(RunOptions.Overwrite)) : null;
        await using var server = await RunServer.StartAsync(parsed, recording, context);
        var tally = new RunTally(input.Items.Count);
        var feedback = new FeedbackRule(parsed.GetValue(RunOptions.NoFeedback) ? 0 : 1, seed: 0);
        var runner = new MicrotaskRunner(server.Api, new AnswerJudge(recording), feedback, parsed.GetValue(RunOptions.Concurrency));
        try
        {
            var work = runner.RunAsync(input.Items, Add, context.Stopping);
            await (input.IsSingle ? work : new RunProgress(context.Output, tally).ShowAsync(work));
        }
        catch (OperationCanceledException) when (file is not null)
        {
            context.Output.Note($"{Figures.Count(tally.Snapshot().Done)} of {Figures.Count(input.Items.Count)} microtasks had ended; their results are in {file.Path}.");
            throw;
        }

        Report(context.Output, input, tally, recording, file?.Path);
        await server.SettleAsync(context);
        return tally.Snapshot().Failed + input.BadLines == 0 ? ExitCode.Ok : ExitCode.WorkFailed;

        void Add(RunResult result)
        {
            file?.Write(result);
            tally.Add(result);
        }
    }

    private static void Report(CommandOutput output, RunInput input, RunTally tally, Recording? recording, string? resultPath)
    {
        var results = tally.Results();
        if (input.IsSingle)
        {
            RunReport.Single(output, results[0]);
            return;
        }

        var tasks = input.Items.Select(static item => item.Task).OfType<RecordedTask>().ToList();
        var baselines = recording is not null && tasks.Count == input.Items.Count ? Baselines.Of(recording, tasks) : null;
        var outcome = new RunOutcome(tally.Snapshot(), results, baselines);
        if (output.IsJson)
            CommandOutput.Json(json => RunJson.Write(json, outcome, input.BadLines));
        else
            RunReport.Write(output, outcome, recording, resultPath);
    }
}
