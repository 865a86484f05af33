using Atomic.Cli.CommandLine;
using Atomic.Core.Markets;
using Atomic.Evaluation.Sets;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Evaluate;

/// <summary>Makes a set to evaluate of a recording.</summary>
internal static class EvaluationSetReader
{
    /// <summary>Takes the models of a recording, or some of them.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="models">The models' names; empty: all.</param>
    /// <exception cref="CommandException">The recording has no two models that answered the same tasks.</exception>
    public static EvaluationSet Read(Recording recording, IReadOnlyList<string> models)
    {
        var names = Names(recording.Market, models);
        var tasks = recording.Tasks.Where(task => names.All(name => task.Answers.GetValueOrDefault(name)?.Correct is not null)).ToList();
        if (tasks.Count == 0)
            throw Wrong($"No task of {recording.Market.Name} has a judged answer of each of {string.Join(", ", names)}; name models that have answered the same tasks by --models.");

        var strong = recording.Market.Strong is { } named && recording.Market.Weak is { } weak && names.Count == 2 && names.Contains(weak) ? names.IndexOf(named) : -1;
        return new EvaluationSet
        {
            Name = recording.Market.Name,
            Source = recording.Market.Source,
            Models = names.ConvertAll(name => BidderOf(name, recording.Market.Models[name])),
            Tasks = tasks.ConvertAll(task => TaskOf(task, names, recording.Market)),
            NamedStrong = strong < 0 ? null : strong,
            HasOutputs = tasks.TrueForAll(task => names.TrueForAll(name => task.Answers[name].IsOutputRecorded)),
            LeftOut = recording.Tasks.Count - tasks.Count,
        };
    }

    private static List<string> Names(RecordedMarket market, IReadOnlyList<string> models)
    {
        var known = string.Join(", ", market.Models.Keys);
        if (models.FirstOrDefault(name => !market.Models.ContainsKey(name)) is { } unknown)
            throw Wrong($"{market.Name} has no model {unknown}; it has {known}.");
        List<string> names = models.Count == 0 ? [.. market.Models.Keys] : [.. models.Distinct(StringComparer.Ordinal)];
        return names.Count switch
        {
            0 => throw Wrong($"{market.Name} has neither models nor labels; there is nothing to evaluate."),
            _ => names,
        };
    }

    private static Bidder BidderOf(string name, RecordedModel model) => new()
    {
        Id = name,
        Model = name,
        Source = BidderSource.OpenAiCompatible,
        Price = new TokenPrice(model.InputUsdPerMTok, model.OutputUsdPerMTok),

        // A recording's answers are as long as they are: no bid is cut off at a length that nobody asked for.
        MaxInputTokens = int.MaxValue,
        MaxOutputTokens = int.MaxValue,
    };

    private static EvaluationTask TaskOf(RecordedTask task, List<string> names, RecordedMarket market)
    {
        var answers = names.ConvertAll(name => task.Answers[name]);
        var facts = new TaskFacts(task.Id, task.Kind, task.Input, answers.ConvertAll(static answer => answer.InputTokens));
        return new EvaluationTask(facts, [.. answers.Select((answer, i) => OutcomeOf(answer, market.Models[names[i]]))]);
    }

    private static RecordedOutcome OutcomeOf(RecordedAnswer answer, RecordedModel model)
    {
        // The reader gives an empty text where the model gave no answer.
        var isAnswered = !answer.IsOutputRecorded || answer.Output.Length > 0;
        return new RecordedOutcome(
            answer.IsOutputRecorded && isAnswered ? answer.Output : null,
            isAnswered,
            isAnswered && answer.Correct is true,
            answer.OutputTokens,
            answer.CostUsd ?? model.CostUsd(answer.InputTokens, answer.OutputTokens));
    }

    private static CommandException Wrong(string sentence) => new(ExitCode.BadInput, sentence);
}
