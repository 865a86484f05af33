using Atomic.Core.Policies;

namespace Atomic.Core.Composites;

/// <summary>
/// The few composite plans that bid: those that promise the most by what is expected, and some that promise the most at the upper end of their success
/// probability, so that a plan of which little is known is not passed over for ever.
/// </summary>
/// <param name="policy">The policy.</param>
internal sealed class PlanShortlist(Policy policy)
{
    /// <summary>The most plans that bid.</summary>
    public const int MostPlans = 12;

    private const int MostExpected = 8;

    private readonly PlanSketch[] _expected = new PlanSketch[MostExpected];
    private readonly PlanSketch[] _atBest = new PlanSketch[MostPlans];
    private readonly double[] _expectedPromises = new double[MostExpected];
    private readonly double[] _promisesAtBest = new double[MostPlans];
    private int _expectedCount;
    private int _atBestCount;

    /// <summary>Takes a plan into account. Of equally promising ones the earlier stays.</summary>
    /// <param name="sketch">The plan.</param>
    public void Offer(in PlanSketch sketch)
    {
        var figures = sketch.Figures;
        var (cost, seconds) = (figures.CostUsd.Expected, figures.LatencySeconds.Expected);
        Insert(_expected, _expectedPromises, ref _expectedCount, sketch, PlanPromise.Of(policy, cost, seconds, figures.Success.Expected));
        Insert(_atBest, _promisesAtBest, ref _atBestCount, sketch, PlanPromise.Of(policy, cost, seconds, figures.Success.High));
    }

    /// <summary>Those that bid.</summary>
    public List<PlanSketch> Chosen()
    {
        var chosen = new List<PlanSketch>(MostPlans);
        for (var i = 0; i < _expectedCount; i++) chosen.Add(_expected[i]);
        for (var i = 0; i < _atBestCount && chosen.Count < MostPlans; i++)
        {
            if (!Holds(chosen, _atBest[i])) chosen.Add(_atBest[i]);
        }

        return chosen;
    }

    private static bool Holds(List<PlanSketch> chosen, in PlanSketch sketch)
    {
        foreach (var other in chosen)
        {
            if (other.Form == sketch.Form && other.First == sketch.First && other.Second == sketch.Second && other.Third == sketch.Third) return true;
        }

        return false;
    }

    private static void Insert(PlanSketch[] best, double[] promises, ref int count, in PlanSketch sketch, double promise)
    {
        if (count == best.Length && promise <= promises[count - 1]) return;
        var place = count < best.Length ? count++ : count - 1;
        for (; place > 0 && promise > promises[place - 1]; place--) (best[place], promises[place]) = (best[place - 1], promises[place - 1]);
        (best[place], promises[place]) = (sketch, promise);
    }
}
