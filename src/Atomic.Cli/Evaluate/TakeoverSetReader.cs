using Atomic.Cli.CommandLine;
using Atomic.Evaluation.Takeover;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Evaluate;

/// <summary>Makes a takeover of a recording with one teacher.</summary>
internal static class TakeoverSetReader
{
    private static readonly string[] s_outOfScope = ["oos", "oos_test", "out_of_scope", "out-of-scope"];

    /// <summary>The one teacher that is asked for, or that there is; null where there are more.</summary>
    /// <param name="market">The recording's market.</param>
    /// <param name="models">The models that are asked for; empty: all.</param>
    public static string? TeacherOf(RecordedMarket market, IReadOnlyList<string> models)
    {
        var names = (models.Count == 0 ? market.Models.Keys : models).Distinct(StringComparer.Ordinal).ToList();
        return names is [var teacher] && market.Models.ContainsKey(teacher) ? teacher : null;
    }

    /// <summary>Takes the teacher's answers.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="teacher">The teacher's name.</param>
    /// <exception cref="CommandException">There is nothing to learn from.</exception>
    public static TakeoverSet Read(Recording recording, string teacher)
    {
        var model = recording.Market.Models[teacher];
        var tasks = recording.Tasks.Where(task => task.Answers.GetValueOrDefault(teacher)?.Correct is not null).ToList();
        if (tasks.Count == 0)
            throw Wrong($"No task of {recording.Market.Name} has a judged answer of {teacher}; give tasks a label, or answers a `correct`.");
        if (!tasks.TrueForAll(task => task.Answers[teacher].IsOutputRecorded))
            throw Wrong($"{recording.Market.Name} records whether {teacher} was right and not what it said, so nobody can learn from it; record the answers as `output`.");
        return new TakeoverSet
        {
            Name = recording.Market.Name,
            Source = recording.Market.Source,
            Teacher = teacher,
            IsGoldTeacher = teacher == RecordedLabels.ModelName,
            TeacherCostUsd = tasks.Average(task => task.Answers[teacher] is var answer ? answer.CostUsd ?? model.CostUsd(answer.InputTokens, answer.OutputTokens) : 0),
            Tasks = tasks.ConvertAll(task => TaskOf(task, task.Answers[teacher])),
            LeftOut = recording.Tasks.Count - tasks.Count,
        };
    }

    private static TakeoverTask TaskOf(RecordedTask task, RecordedAnswer answer)
    {
        var gold = task.Label ?? (answer.Correct is true ? answer.Output : "");
        var isOutOfScope = s_outOfScope.Contains(task.Label, StringComparer.OrdinalIgnoreCase) || s_outOfScope.Contains(task.Split, StringComparer.OrdinalIgnoreCase);
        return new TakeoverTask(task.Id, task.Kind, task.Input, answer.Output, gold, answer.Correct is true, isOutOfScope);
    }

    private static CommandException Wrong(string sentence) => new(ExitCode.BadInput, sentence);
}
