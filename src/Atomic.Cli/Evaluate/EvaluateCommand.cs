using System.CommandLine;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Core.Plans;
using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;
using Atomic.Evaluation.Takeover;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Evaluate;

/// <summary><c>atomic evaluate</c>: a recorded market or teacher through the real bids, auction and learning, beside what others make of the same.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Measure on recorded answers what the auction makes of models, or how soon a specialist takes over from a teacher.");
        command.Add(EvaluateOptions.Folder);
        foreach (var option in EvaluateOptions.All)
            command.Add(option);
        command.Runs(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        var models = (parsed.GetValue(EvaluateOptions.Models) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var recording = RecordingReader.Read(parsed.GetValue(EvaluateOptions.Folder)!);
        var options = new EvaluationOptions
        {
            Feedback = parsed.GetValue(EvaluateOptions.Feedback) == "full" ? FeedbackMode.Full : FeedbackMode.Bandit,
            Seeds = [.. Enumerable.Range(1, parsed.GetValue(EvaluateOptions.Seeds))],
            Parallelism = Environment.ProcessorCount,
            Progress = new EvaluationProgress(context.Output).Show,
        };
        var report = TakeoverSetReader.TeacherOf(recording.Market, models) is { } teacher
            ? TakeoverEvaluation.Run(TakenOver(parsed, recording, teacher), parsed.GetValue(EvaluateOptions.Floor), options, context.Stopping)
            : Routed(EvaluationSetReader.Read(recording, models), options, parsed, context);
        if (context.Output.IsJson)
            CommandOutput.Raw(EvaluationJson.Of(report));
        else
            EvaluationTables.Write(context.Output, report);
        if (parsed.GetValue(EvaluateOptions.Out) is { } folder)
            context.Output.Note($"Written: {string.Join(", ", EvaluationFiles.Write(folder, report))}.");
        return Task.FromResult(ExitCode.Ok);
    }

    private static TakeoverSet TakenOver(ParseResult parsed, Recording recording, string teacher) => parsed.GetResult(EvaluateOptions.Drift) is null
        ? TakeoverSetReader.Read(recording, teacher)
        : throw new CommandException(ExitCode.BadInput, $"{recording.Market.Name} is a takeover with one teacher, {teacher}, who has nobody to swap with; name two models by --models, or leave --drift out.");

    private static EvaluationReport Routed(EvaluationSet set, EvaluationOptions options, ParseResult parsed, CommandContext context)
    {
        options = options with { Routing = new RoutingSettings { PlanForms = PlanForms(parsed.GetValue(EvaluateOptions.Plans), set) } };
        var swap = parsed.GetResult(EvaluateOptions.Drift) is null ? (SwappedModels?)null : SwappedModelsReader.Read(set, parsed.GetValue(EvaluateOptions.Drift));
        EvaluationReport report = set.Form == EvaluationForm.Pair ? PairEvaluation.Run(set, options, context.Stopping) : MarketEvaluation.Run(set, options, context.Stopping);
        if (swap is not { } swapped)
            return report;
        options = options with { Progress = new EvaluationProgress(context.Output).Show };
        return report with { Drift = DriftEvaluation.Run(set, swapped, options, context.Stopping) };
    }

    private static IReadOnlyList<PlanForm> PlanForms(string? plans, EvaluationSet set)
    {
        if (plans == "all" && !set.HasOutputs)
            throw new CommandException(ExitCode.BadInput, $"{set.Name} records who was right and not what they said, so nobody can tell who agrees with whom; leave --plans all out.");
        return plans == "single" || !set.HasOutputs || set.Form == EvaluationForm.Pair ? [] : [PlanForm.Agree, PlanForm.Vote, PlanForm.Hedge];
    }
}
