namespace Atomic.Core.Contexts;

/// <summary>
/// What an input tells of all bidders together, and how far one bidder's own shift may stand out from it. An award depends on the differences between bidders, and
/// these are far less certain than what the bidders have in common, which every outcome of any of them tells of: taken as they are, the highest of many is mostly the
/// luckiest. So deviations are drawn towards the common mean, the more the more bidders there are, and not at all among three or fewer, for whom no shrinkage is
/// known to be better than none (Efron and Morris, Journal of the American Statistical Association 70 (1975) 311-319, whose factor grows with k − 3).
/// </summary>
internal static class SharedShift
{
    // What is left of a deviation among very many bidders.
    private const double LeastKept = 0.3;

    // A mean and a spread are estimated from as many.
    private const int Free = 3;

    /// <summary>A bidder's shift: <c>m + w·(s − m)</c> with <c>w = 1 − 0.7·(k − 3)₊ / (k − 1)</c>.</summary>
    /// <param name="own">s: what its own head says, as a difference of log odds.</param>
    /// <param name="shared">m: the mean of what all heads say.</param>
    /// <param name="bidders">k: how many heads there are; 1 at least.</param>
    public static double Of(double own, double shared, int bidders)
    {
        if (bidders <= Free) return own;
        var kept = 1 - ((1 - LeastKept) * (bidders - Free) / (bidders - 1));
        return shared + (kept * (own - shared));
    }
}
