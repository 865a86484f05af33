using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>What an evaluation came to.</summary>
public abstract record EvaluationReport
{
    /// <summary>The set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its figures come from; null where it does not say.</summary>
    public required string? Source { get; init; }

    /// <summary>What kind of set it is.</summary>
    public abstract EvaluationForm Form { get; }

    /// <summary>What was revealed.</summary>
    public required FeedbackMode Feedback { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Tasks of a stream.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks that were left out because a model has no judged answer to them.</summary>
    public required int LeftOut { get; init; }

    /// <summary>How bids held that said how long answers are; null where nobody bids so.</summary>
    public LengthFigures? Lengths { get; init; }

    /// <summary>How they had held without what the input tells; null where nobody bids so.</summary>
    public LengthFigures? LengthsOnAverage { get; init; }

    /// <summary>Each model always.</summary>
    public required IReadOnlyList<ModelFigures> Models { get; init; }

    /// <summary>How a drift is followed; null where that was not asked.</summary>
    public DriftFigures? Drift { get; init; }
}
