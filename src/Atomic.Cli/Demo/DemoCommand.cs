using System.CommandLine;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Cli.Recordings;
using Atomic.Cli.Run;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Demo;

/// <summary><c>atomic demo</c>: a market of simulated models, a local specialist, and some hundred microtasks through the real HTTP path.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "demo", "Run e-mails and reviews through an auction among four simulated models and a local specialist. Needs no key and no network.")
        {
            DemoOptions.Microtasks,
            DemoOptions.Policy,
            DemoOptions.FeedbackShare,
            DemoOptions.Concurrency,
            DemoOptions.Seed,
            DemoOptions.Serve,
            DemoOptions.WithRealModels,
            ServerSettings.Config,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var seed = parsed.GetValue(DemoOptions.Seed);
        var policy = PolicyArgument.Read(parsed.GetValue(DemoOptions.Policy));
        var recording = DemoRecording.Of(seed);
        var tasks = RecordedItems.Shuffled(recording.Tasks, seed).Take(parsed.GetValue(DemoOptions.Microtasks) ?? int.MaxValue).ToList();
        var items = tasks.Select((task, i) => RecordedItems.Of(task, i + 1, DemoKind.Instructions(task.Kind), policy)).ToList();
        DemoIntroduction.Write(context.Output, tasks.Count);

        var options = HouseOptions(parsed, context.Output);
        await using var house = await RecordedHouse.StartAsync(recording, options, context.Stopping);
        var tally = await RunAsync(parsed, context, house, recording, items);
        var results = tally.Results();
        var outcome = new RunOutcome(tally.Snapshot(), results, Baselines.Of(recording, tasks));
        if (context.Output.IsJson)
            CommandOutput.Json(json => DemoJson.Write(json, outcome));
        else
            DemoReport.Write(context.Output, outcome, await ExplainOneAsync(house.Api, results, context.Stopping), parsed.GetValue(DemoOptions.FeedbackShare));
        if (parsed.GetValue(DemoOptions.Serve))
            return await StayAsync(context, house, options.DataFolder!, results);
        return outcome.Count.Failed == 0 ? ExitCode.Ok : ExitCode.WorkFailed;
    }

    private static RecordedHouseOptions HouseOptions(ParseResult parsed, CommandOutput output)
    {
        var options = new RecordedHouseOptions
        {
            OneServerPerModel = true,
            WithSpecialist = true,
            DataFolder = parsed.GetValue(DemoOptions.Serve) ? Directory.CreateTempSubdirectory("atomic-demo-").FullName : null,
            Verbose = output.Verbose,
        };
        return parsed.GetValue(DemoOptions.WithRealModels)
            ? options with { Settings = ServerConfiguration.Read(parsed.GetValue(ServerSettings.Config), []), Environment = Environment.GetEnvironmentVariable }
            : options;
    }

    private static async Task<RunTally> RunAsync(
        ParseResult parsed, CommandContext context, RecordedHouse house, Recording recording, List<RunItem> items)
    {
        await DemoWarmUp.RunAsync(house.Api, items, context.Stopping);
        var tally = new RunTally(items.Count);
        var feedback = new FeedbackRule(parsed.GetValue(DemoOptions.FeedbackShare), parsed.GetValue(DemoOptions.Seed));
        var runner = new MicrotaskRunner(house.Api, new AnswerJudge(recording), feedback, parsed.GetValue(DemoOptions.Concurrency));
        await new RunProgress(context.Output, tally).ShowAsync(runner.RunAsync(items, tally.Add, context.Stopping));
        return tally;
    }

    private static async Task<DemoExplanation?> ExplainOneAsync(AtomicApi api, IReadOnlyList<RunResult> results, CancellationToken cancellationToken)
    {
        if (DemoExplanation.Choose(results) is not { } chosen)
            return null;
        var explained = await api.ExplainAsync(chosen.Answer!.Id, "application/json", cancellationToken);
        return explained.TryGet(out var json, out _) ? DemoExplanation.Of(chosen, json) : null;
    }

    private static Task<ExitCode> StayAsync(CommandContext context, RecordedHouse house, string dataFolder, IReadOnlyList<RunResult> results)
    {
        var server = house.Server.Urls[0].ToString().TrimEnd('/');
        context.Output.Note("");
        context.Output.Note($"The server stays up at {server} until Ctrl-C. Its data stays in {dataFolder}.");
        context.Output.Note($"  {Invocation.Name} market --server {server}");
        if (DemoExplanation.Choose(results) is { } chosen)
            context.Output.Note($"  {Invocation.Name} explain {chosen.Answer!.Id} --server {server}");
        return context.UntilStoppedAsync();
    }
}
