using Atomic.Replay.Recordings;

namespace Atomic.Cli.Recordings;

/// <summary>
/// The yardsticks of a run over a recording: each model always, and the oracle. They are computed afterwards from the answers that the replay servers
/// would have given, at the prices and token counts by which Atomic itself is billed.
/// </summary>
/// <param name="ByModel">Each model always, the cheapest first.</param>
/// <param name="Oracle">For each microtask the cheapest model that is right, and where none is, the cheapest: what nobody can do who does not know the answers.</param>
internal sealed record Baselines(IReadOnlyList<Baseline> ByModel, Baseline Oracle)
{
    /// <summary>The model of the highest accuracy, of several the cheapest.</summary>
    public Baseline AlwaysBest => ByModel.MaxBy(static model => (model.Right, -model.CostUsd))!;

    /// <summary>The model of the lowest cost, of several the most accurate.</summary>
    public Baseline AlwaysCheapest => ByModel.MinBy(static model => (model.CostUsd, -model.Right))!;

    /// <summary>The yardsticks over those tasks; null where no model was judged on all of them.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="tasks">The tasks that were run.</param>
    public static Baselines? Of(Recording recording, IReadOnlyList<RecordedTask> tasks)
    {
        var judged = recording.Market.Models
            .Where(model => tasks.All(task => recording.Find(task.Input, model.Key)?.Correct is not null))
            .Select(static model => model.Key)
            .ToList();
        if (judged.Count == 0 || tasks.Count == 0)
            return null;

        var byModel = judged.Select(model => Always(recording, tasks, model)).OrderBy(static model => model.CostUsd).ToList();
        return new Baselines(byModel, Knowing(recording, tasks, judged));
    }

    private static Baseline Always(Recording recording, IReadOnlyList<RecordedTask> tasks, string model)
    {
        var (right, cost) = (0, 0.0);
        foreach (var task in tasks)
        {
            var answer = recording.Find(task.Input, model)!;
            right += answer.Correct is true ? 1 : 0;
            cost += recording.Market.Models[model].CostUsd(answer.InputTokens, answer.OutputTokens);
        }

        return new Baseline(model, right, tasks.Count, cost);
    }

    private static Baseline Knowing(Recording recording, IReadOnlyList<RecordedTask> tasks, List<string> models)
    {
        var (right, cost) = (0, 0.0);
        foreach (var task in tasks)
        {
            var (isRight, costUsd) = models
                .Select(model => (Answer: recording.Find(task.Input, model)!, Price: recording.Market.Models[model]))
                .Select(static option => (IsRight: option.Answer.Correct is true, CostUsd: option.Price.CostUsd(option.Answer.InputTokens, option.Answer.OutputTokens)))
                .MinBy(static option => (!option.IsRight, option.CostUsd));
            right += isRight ? 1 : 0;
            cost += costUsd;
        }

        return new Baseline("oracle", right, tasks.Count, cost);
    }
}
