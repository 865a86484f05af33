namespace Atomic.Evaluation.Metrics;

/// <summary>
/// A router between two models in RouteLLM's terms (Ong et al., arXiv 2406.18665, section 3.2): the performance gap recovered
/// <c>PGR(c) = (r(c) − r_weak) / (r_strong − r_weak)</c> at a share c of calls of the strong model.
/// </summary>
/// <param name="Apgr">The average of PGR over c, from its deciles by trapezoids; 0.5 for a router that tosses a coin; null where the strong model has no lead to recover.</param>
/// <param name="Cpt50">The least share of calls of the strong model with PGR of 50%; null where it is not reached.</param>
/// <param name="Cpt80">The same with PGR of 80%.</param>
public sealed record PairFigures(double? Apgr, double? Cpt50, double? Cpt80)
{
    private const int Deciles = 10;

    /// <summary>The figures of a router, from points that it reached. With no call of the strong model it is the weak model, with nothing else the strong one.</summary>
    /// <param name="reached">Points of (share of calls of the strong model, accuracy).</param>
    /// <param name="weak">The weak model's accuracy over the same tasks.</param>
    /// <param name="strong">The strong model's accuracy over the same tasks.</param>
    public static PairFigures Of(IEnumerable<CurvePoint> reached, double weak, double strong)
    {
        var gap = strong - weak;
        if (gap <= 0)
            return new PairFigures(null, null, null);
        var inside = reached.Where(static point => point.Cost is > 0 and < 1).Select(point => point with { Accuracy = (point.Accuracy - weak) / gap });
        var recovered = new Curve(inside.Append(new CurvePoint(0, 0)).Append(new CurvePoint(1, 1)));
        var deciles = new Curve(Enumerable.Range(0, Deciles + 1).Select(decile => (double)decile / Deciles).Select(share => new CurvePoint(share, recovered.At(share)!.Value)));
        return new PairFigures(deciles.Area(), recovered.CostOf(0.5), recovered.CostOf(0.8));
    }
}
