namespace Atomic.Evaluation.Routing;

/// <summary>
/// A caller who has so much to spend per task, and sets the value of a right answer by what the tasks before have cost: the multiplicative form of adaptive
/// pacing (Balseiro and Gur, Management Science 65 (2019) 3952-3968; Balseiro, Lu and Mirrokni, arXiv 2011.10124, section 4),
/// <c>V ← V · exp(η · (ρ − c) / ρ)</c> after a cost of c where ρ is the target. So V is raised while less than ρ is spent and lowered while more is.
/// </summary>
public sealed class PacedValue
{
    /// <summary>η: how fast V follows. A stream of 1,000 tasks can change V by a factor of e²⁰ at most, and one task by 2% where it costs nothing.</summary>
    public const double Rate = 0.02;

    // A right answer is worth ten tasks' money to begin with: the policy presets have values of that order.
    private const double FirstValueInTargets = 10;

    // One dear task counts as one of ten times the target, so that it cannot throw V off.
    private const double DearestInTargets = 10;

    // V stays where its effects differ: one task in 10¹² targets buys anything, one in 10⁻³ nothing.
    private const double LeastInTargets = 1e-3;
    private const double MostInTargets = 1e6;

    private readonly double _targetUsd;

    /// <summary>A caller of that target.</summary>
    /// <param name="targetUsd">ρ: what a task may cost on average in USD; above 0.</param>
    public PacedValue(double targetUsd)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetUsd);
        _targetUsd = targetUsd;
        ValueUsd = FirstValueInTargets * targetUsd;
    }

    /// <summary>V: the value of a right answer in USD for the next task.</summary>
    public double ValueUsd { get; private set; }

    /// <summary>Takes in what a task cost.</summary>
    /// <param name="costUsd">USD, not negative.</param>
    public void Spent(double costUsd)
    {
        var inTargets = Math.Min(costUsd / _targetUsd, DearestInTargets);
        ValueUsd = Math.Clamp(ValueUsd * Math.Exp(Rate * (1 - inTargets)), LeastInTargets * _targetUsd, MostInTargets * _targetUsd);
    }
}
