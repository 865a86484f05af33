using Atomic.Core.Markets;

namespace Atomic.Evaluation.Sets;

/// <summary>A recorded market: tasks that every one of its models has answered.</summary>
public sealed record EvaluationSet
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its figures come from; null where it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The models as bidders, whose ids are the models' names; two at least.</summary>
    public required IReadOnlyList<Bidder> Models { get; init; }

    /// <summary>The tasks; one at least.</summary>
    public required IReadOnlyList<EvaluationTask> Tasks { get; init; }

    /// <summary>The model that the set calls the strong one, as a place in <see cref="Models"/>; null where it names none.</summary>
    public int? NamedStrong { get; init; }

    /// <summary>Whether the answers themselves were recorded and not their correctness alone: without them nobody can tell who agrees with whom.</summary>
    public bool HasOutputs { get; init; }

    /// <summary>Tasks that were left out because one of the models has no judged answer to them.</summary>
    public int LeftOut { get; init; }

    /// <summary>What it can tell.</summary>
    public EvaluationForm Form => Models.Count == 2 ? EvaluationForm.Pair : EvaluationForm.Market;

    /// <summary>The share of tasks on which a model is right, 0 to 1.</summary>
    /// <param name="model">Its place in <see cref="Models"/>.</param>
    public double AccuracyOf(int model) => Tasks.Count(task => task.Outcomes[model].IsRight) / (double)Tasks.Count;

    /// <summary>What a model costs per task in USD, on average.</summary>
    /// <param name="model">Its place in <see cref="Models"/>.</param>
    public double CostOf(int model) => Tasks.Sum(task => task.Outcomes[model].CostUsd) / Tasks.Count;

    /// <summary>The model that is right most often, of several the cheapest, as a place in <see cref="Models"/>.</summary>
    public int Best() => Enumerable.Range(0, Models.Count).MaxBy(model => (AccuracyOf(model), -CostOf(model)));
}
