using Atomic.Core.Plans;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Drift;

/// <summary>Learns from the first tasks and from nothing after them: what a house loses that does not notice a drift.</summary>
/// <param name="inner">Who chooses.</param>
/// <param name="tasks">How many tasks it learns from.</param>
public sealed class FrozenChooser(IChooser inner, int tasks) : IChooser
{
    private int _learned;

    /// <inheritdoc/>
    public Plan Choose(TaskFacts facts) => inner.Choose(facts);

    /// <inheritdoc/>
    public void Learn(TaskFacts facts, ChoiceResult result)
    {
        if (_learned == tasks)
            return;
        _learned++;
        inner.Learn(facts, result);
    }
}
