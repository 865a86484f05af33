using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Core.Plans;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Cli.Evaluate;

/// <summary><c>atomic evaluate</c>: a recorded market through the real bids, auction and learning, beside what others make of the same money.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Measure on a recorded market what the auction makes of its models, beside all yardsticks.");
        command.Add(EvaluateOptions.Folder);
        foreach (var option in EvaluateOptions.All)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var models = (parsed.GetValue(EvaluateOptions.Models) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var set = EvaluationSetReader.Read(parsed.GetValue(EvaluateOptions.Folder)!, models);
        var progress = new EvaluationProgress(context.Output);
        var options = new EvaluationOptions
        {
            Feedback = parsed.GetValue(EvaluateOptions.Feedback) == "full" ? FeedbackMode.Full : FeedbackMode.Bandit,
            Seeds = [.. Enumerable.Range(1, parsed.GetValue(EvaluateOptions.Seeds))],
            Routing = new RoutingSettings { PlanForms = PlanForms(parsed.GetValue(EvaluateOptions.Plans), set) },
            Parallelism = Environment.ProcessorCount,
            Progress = progress.Show,
        };
        EvaluationReport report = set.Form == EvaluationForm.Pair
            ? PairEvaluation.Run(set, options, context.Stopping)
            : MarketEvaluation.Run(set, options, context.Stopping);
        if (context.Output.IsJson)
            CommandOutput.Raw(EvaluationJson.Of(report));
        else
            EvaluationTables.Write(context.Output, report);
        if (parsed.GetValue(EvaluateOptions.Out) is { } folder)
            context.Output.Note($"Written: {string.Join(", ", EvaluationFiles.Write(folder, report))}.");
        return Task.FromResult(ExitCode.Ok);
    }

    private static IReadOnlyList<PlanForm> PlanForms(string? plans, EvaluationSet set)
    {
        if (plans == "all" && !set.HasOutputs)
            throw new CommandException(ExitCode.BadInput, $"{set.Name} records who was right and not what they said, so nobody can tell who agrees with whom; leave --plans all out.");
        return plans == "single" || !set.HasOutputs || set.Form == EvaluationForm.Pair ? [] : [PlanForm.Agree, PlanForm.Vote, PlanForm.Hedge];
    }
}
