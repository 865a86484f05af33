using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Reports;

/// <summary>What a pair came to.</summary>
public sealed record PairReport : EvaluationReport
{
    /// <summary>The strong model.</summary>
    public required string Strong { get; init; }

    /// <summary>The weak model.</summary>
    public required string Weak { get; init; }

    /// <summary>Atomic.</summary>
    public required RouterFigures Atomic { get; init; }

    /// <summary>The toss of a coin.</summary>
    public required RouterFigures Random { get; init; }

    /// <summary>The prompt's length alone.</summary>
    public required RouterFigures Length { get; init; }

    /// <summary>Who knows the answers.</summary>
    public required RouterFigures Oracle { get; init; }

    /// <summary>What was reached, by target; costs are shares of calls of the strong model.</summary>
    public required IReadOnlyList<AchievedPoint> Achieved { get; init; }

    /// <inheritdoc/>
    public override EvaluationForm Form => EvaluationForm.Pair;
}
