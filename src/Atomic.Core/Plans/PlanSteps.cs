using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>Where the steps of a plan stand.</summary>
/// <param name="count">How many steps the plan has.</param>
internal sealed class PlanSteps(int count)
{
    private readonly PlanStepState[] _states = new PlanStepState[count];
    private readonly Attempt?[] _answers = new Attempt?[count];
    private Attempt? _first;
    private int _firstStep;

    /// <summary>Where a step stands.</summary>
    /// <param name="step">The step.</param>
    public PlanStepState this[int step]
    {
        get => _states[step];
        set => _states[step] = value;
    }

    /// <summary>The step's valid answer; null where it has none.</summary>
    /// <param name="step">The step.</param>
    public Attempt? AnswerOf(int step) => _answers[step];

    /// <summary>The valid answer that came first, of the first so many steps; null where there is none.</summary>
    /// <param name="steps">How many.</param>
    public Attempt? FirstAnswer(int steps) => _firstStep < steps ? _first : null;

    /// <summary>Takes an attempt that ended; in the order in which they did.</summary>
    /// <param name="attempt">The attempt.</param>
    public void End(Attempt attempt)
    {
        var answered = attempt.Outcome == AttemptOutcome.Succeeded;
        _states[attempt.Step] = answered ? PlanStepState.Answered : PlanStepState.Failed;
        if (!answered) return;
        _answers[attempt.Step] = attempt;
        if (_first is null) (_first, _firstStep) = (attempt, attempt.Step);
    }
}
