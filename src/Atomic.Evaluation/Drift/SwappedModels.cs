using System.Runtime.InteropServices;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Drift;

/// <summary>Two models that swap what they do, and keep their ids, prices and costs: whoever was good is as bad as the other was, at the price it always had.</summary>
/// <param name="One">The one, as a place among the set's models.</param>
/// <param name="Other">The other.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SwappedModels(int One, int Other)
{
    /// <summary>The model that is right most often and the one that is right least often; of equals the cheaper is the best, and the dearer the worst.</summary>
    /// <param name="set">A set of two models at least.</param>
    public static SwappedModels BestAndWorst(EvaluationSet set)
    {
        var best = set.Best();
        var worst = Enumerable.Range(0, set.Models.Count).Where(model => model != best).MinBy(model => (set.AccuracyOf(model), -set.CostOf(model)));
        return new SwappedModels(best, worst);
    }

    /// <summary>Outcomes with the two's answers swapped: output, whether there is one, and whether it is right. Tokens and cost stay where they were.</summary>
    /// <param name="outcomes">A task's outcomes, by the set's models.</param>
    public IReadOnlyList<RecordedOutcome> Swap(IReadOnlyList<RecordedOutcome> outcomes)
    {
        var swapped = outcomes.ToArray();
        (swapped[One], swapped[Other]) = (Answering(outcomes[One], outcomes[Other]), Answering(outcomes[Other], outcomes[One]));
        return swapped;
    }

    private static RecordedOutcome Answering(RecordedOutcome own, RecordedOutcome other) =>
        own with { Output = other.Output, IsAnswered = other.IsAnswered, IsRight = other.IsRight };
}
