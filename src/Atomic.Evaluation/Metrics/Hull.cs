namespace Atomic.Evaluation.Metrics;

/// <summary>The upper convex hull of points of cost and accuracy: the best that can be had by tossing a coin between two of them.</summary>
public static class Hull
{
    /// <summary>The hull as a curve, from the cheapest point to the most accurate one (Andrew's monotone chain, upper half).</summary>
    /// <param name="points">The points; at least one.</param>
    public static Curve Of(IEnumerable<CurvePoint> points)
    {
        var hull = new List<CurvePoint>();
        foreach (var point in points.OrderBy(static point => point.Cost).ThenByDescending(static point => point.Accuracy))
        {
            if (hull.Count > 0 && point.Accuracy <= hull[^1].Accuracy)
                continue;
            while (hull.Count > 1 && IsBelow(hull[^1], hull[^2], point))
                hull.RemoveAt(hull.Count - 1);
            hull.Add(point);
        }

        return new Curve(hull);
    }

    private static bool IsBelow(CurvePoint middle, CurvePoint from, CurvePoint to) =>
        (middle.Accuracy - from.Accuracy) * (to.Cost - from.Cost) <= (to.Accuracy - from.Accuracy) * (middle.Cost - from.Cost);
}
