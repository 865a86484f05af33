using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Baselines;

/// <summary>Sends the first tasks of a ranking to one model and the others to another.</summary>
public static class RankedRouter
{
    /// <summary>The curve over all shares of the ranking.</summary>
    /// <param name="ranking">The tasks, those that most need the good model first.</param>
    /// <param name="cheap">The model of the last.</param>
    /// <param name="good">The model of the first.</param>
    /// <param name="steps">How many shares above 0 the curve has.</param>
    public static Curve Curve(IReadOnlyList<EvaluationTask> ranking, int cheap, int good, int steps)
    {
        var (right, cost) = (0, 0.0);
        foreach (var task in ranking)
        {
            right += task.Outcomes[cheap].IsRight ? 1 : 0;
            cost += task.Outcomes[cheap].CostUsd;
        }

        var points = new List<CurvePoint> { new(cost / ranking.Count, right / (double)ranking.Count) };
        var done = 0;
        for (var step = 1; step <= steps; step++)
        {
            for (var end = (int)((long)ranking.Count * step / steps); done < end; done++)
            {
                var outcomes = ranking[done].Outcomes;
                right += (outcomes[good].IsRight ? 1 : 0) - (outcomes[cheap].IsRight ? 1 : 0);
                cost += outcomes[good].CostUsd - outcomes[cheap].CostUsd;
            }

            points.Add(new CurvePoint(cost / ranking.Count, right / (double)ranking.Count));
        }

        return new Curve(points);
    }
}
