using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Takeover;

/// <summary>What a takeover came to.</summary>
public sealed record TakeoverReport : EvaluationReport
{
    /// <summary>The floor that the policy sets, 0 to 1.</summary>
    public required double Floor { get; init; }

    /// <summary>What the specialist learns from, in a few words.</summary>
    public required string LearnsFrom { get; init; }

    /// <summary>The teacher's share of right answers, 0 to 1.</summary>
    public required double TeacherAccuracy { get; init; }

    /// <summary>Atomic, all tasks in one stream.</summary>
    public required TakeoverFigures Atomic { get; init; }

    /// <summary>Yardsticks.</summary>
    public required IReadOnlyList<TakeoverBaseline> Baselines { get; init; }

    /// <summary>Along the stream.</summary>
    public required IReadOnlyList<StreamPoint> Stream { get; init; }

    /// <summary>What was promised and what was kept.</summary>
    public required IReadOnlyList<PromisePoint> Promises { get; init; }

    /// <summary>What concerns inputs out of scope; null where the set has none.</summary>
    public OutOfScopeFigures? OutOfScope { get; init; }

    /// <inheritdoc/>
    public override EvaluationForm Form => EvaluationForm.Takeover;
}
