namespace Atomic.Evaluation.Metrics;

/// <summary>
/// Accuracy against cost, straight between neighbouring points: what sending a share of the tasks to either neighbour gives. Neighbours are mixed, never the
/// best points of a run alone, so that a lucky point counts no more than an unlucky one.
/// </summary>
public sealed class Curve
{
    private readonly CurvePoint[] _points;

    /// <summary>The curve through those points.</summary>
    /// <param name="points">The points in any order; at least one. Of equal costs the mean accuracy counts.</param>
    public Curve(IEnumerable<CurvePoint> points) => _points =
        [.. points.GroupBy(static point => point.Cost).Select(static same => new CurvePoint(same.Key, same.Average(static point => point.Accuracy))).OrderBy(static point => point.Cost)];

    /// <summary>The points by rising cost.</summary>
    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>The accuracy at a cost: that of the dearest point beyond it; null below the cheapest point, which nothing reaches.</summary>
    /// <param name="cost">The cost.</param>
    public double? At(double cost)
    {
        if (cost < _points[0].Cost)
            return null;
        for (var i = 1; i < _points.Length; i++)
        {
            if (cost <= _points[i].Cost)
                return Between(_points[i - 1], _points[i], cost);
        }

        return _points[^1].Accuracy;
    }

    /// <summary>The lowest cost from which on an accuracy is reached; null where it is never reached.</summary>
    /// <param name="accuracy">The accuracy.</param>
    public double? CostOf(double accuracy)
    {
        if (_points[0].Accuracy >= accuracy)
            return _points[0].Cost;
        for (var i = 1; i < _points.Length; i++)
        {
            var (from, to) = (_points[i - 1], _points[i]);
            if (to.Accuracy >= accuracy)
                return from.Cost + ((to.Cost - from.Cost) * (accuracy - from.Accuracy) / (to.Accuracy - from.Accuracy));
        }

        return null;
    }

    /// <summary>The area below the curve between its ends, by trapezoids.</summary>
    public double Area()
    {
        var area = 0.0;
        for (var i = 1; i < _points.Length; i++)
            area += (_points[i].Cost - _points[i - 1].Cost) * (_points[i].Accuracy + _points[i - 1].Accuracy) / 2;
        return area;
    }

    private static double Between(CurvePoint from, CurvePoint to, double cost) =>
        from.Accuracy + ((to.Accuracy - from.Accuracy) * (cost - from.Cost) / (to.Cost - from.Cost));
}
