using Atomic.Core.Plans;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Streams;

/// <summary>Chooses a plan for each task of a stream, in order. It never sees an outcome before it has chosen.</summary>
public interface IChooser
{
    /// <summary>The plan for the next task.</summary>
    /// <param name="facts">What is known of it before.</param>
    Plan Choose(TaskFacts facts);

    /// <summary>What came of that choice. Called once after each <see cref="Choose"/>, before the next.</summary>
    /// <param name="facts">The task.</param>
    /// <param name="result">What is revealed.</param>
    void Learn(TaskFacts facts, ChoiceResult result);
}
