using Atomic.Core.Markets;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Tests;

/// <summary>A small generated market: every task has a difficulty, and a model is right where its skill is above it, but for lapses of its own.</summary>
internal static class SyntheticMarket
{
    private const int Options = 4;
    private const double Lapses = 0.5;

    public static (string Name, double Skill, double CostUsd)[] Three { get; } = [("cheap", 0.66, 0.0001), ("middle", 0.68, 0.0003), ("dear", 0.70, 0.0020)];

    public static (string Name, double Skill, double CostUsd)[] Two { get; } = [("cheap", 0.60, 0.0001), ("dear", 0.75, 0.0020)];

    public static EvaluationSet Of(int tasks, int seed, params (string Name, double Skill, double CostUsd)[] models)
    {
        var random = new Random(seed);
        return new EvaluationSet
        {
            Name = "synthetic",
            Models = [.. models.Select(static model => new Bidder
            {
                Id = model.Name,
                Model = model.Name,
                Source = BidderSource.OpenAiCompatible,
                Price = new TokenPrice(0, 0, model.CostUsd),
            })],
            Tasks = [.. Enumerable.Range(0, tasks).Select(i => TaskOf(i, random, models))],
            HasOutputs = true,
        };
    }

    /// <summary>The same outcomes, each model's dealt out anew among the tasks: nothing about a task tells of its outcomes any more.</summary>
    public static EvaluationSet Shuffled(EvaluationSet set, int seed)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, set.Models.Count).Select(model =>
        {
            var column = set.Tasks.Select(task => task.Outcomes[model]).ToArray();
            random.Shuffle(column);
            return column;
        }).ToList();
        return set with { Tasks = [.. set.Tasks.Select((task, i) => task with { Outcomes = [.. columns.Select(column => column[i])] })] };
    }

    private static EvaluationTask TaskOf(int i, Random random, (string Name, double Skill, double CostUsd)[] models)
    {
        var difficulty = random.NextDouble();
        var right = random.Next(Options);
        var outcomes = models.Select(model =>
        {
            var isRight = (random.NextDouble() < Lapses ? random.NextDouble() : difficulty) < model.Skill;
            var said = isRight ? right : (right + 1 + random.Next(Options - 1)) % Options;
            return new RecordedOutcome($"{(char)('A' + said)}", IsAnswered: true, isRight, OutputTokens: 1, model.CostUsd);
        });
        var input = new string('x', 1 + (int)(difficulty * 400));
        return new EvaluationTask(new TaskFacts($"task-{i}", "quiz", input, [.. models.Select(_ => input.Length / 4)]), [.. outcomes]);
    }
}
