using Atomic.Cli.CommandLine;
using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Sets;

namespace Atomic.Cli.Evaluate;

/// <summary>Makes two models that swap of what <c>--drift</c> says.</summary>
internal static class SwappedModelsReader
{
    /// <summary>The two models.</summary>
    /// <param name="set">The set.</param>
    /// <param name="models">Two of its models, separated by a comma; null or empty: the best and the worst.</param>
    /// <exception cref="CommandException">These are not two of its models, or it has too few tasks to tell a drift by.</exception>
    public static SwappedModels Read(EvaluationSet set, string? models)
    {
        if (set.Tasks.Count < DriftEvaluation.FewestTasks)
            throw Wrong($"{set.Name} has {set.Tasks.Count} tasks, and a drift can be told by {DriftEvaluation.FewestTasks} at least; leave --drift out.");
        if (string.IsNullOrWhiteSpace(models))
            return SwappedModels.BestAndWorst(set);

        var ids = set.Models.Select(static model => model.Id).ToList();
        var names = models.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(names, name => !ids.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw Wrong($"--drift names {unknown}, which is not among the models that are evaluated: {string.Join(", ", ids)}.");
        if (names is not [var one, var other] || one == other)
            throw Wrong($"--drift takes two different models, as in --drift {ids[0]},{ids[1]}, or none for the best and the worst; it was given {models}.");
        return new SwappedModels(ids.IndexOf(one), ids.IndexOf(other));
    }

    private static CommandException Wrong(string sentence) => new(ExitCode.BadInput, sentence);
}
