namespace Atomic.Core.Calibration;

/// <summary>
/// Fits a <see cref="Recalibration"/>: the penalised likelihood is strictly convex in two parameters, so that Newton's steps, halved until they descend, come to
/// its one minimum. Where the slope would be negative it is 0, and the intercept is fitted alone.
/// </summary>
internal static class RecalibrationFit
{
    // Variances of the priors: a bidder may well be off by a unit in the logarithm of the odds, and by half of them in the slope.
    private const double InterceptVariance = 1;
    private const double SlopeVariance = 0.25;

    private const int MostSteps = 25;
    private const int MostHalvings = 20;
    private const double SmallestStep = 1e-7;

    /// <summary>The fit.</summary>
    /// <param name="bins">The reliability bins.</param>
    /// <param name="kept">What is kept of their weights, 0 to 1.</param>
    public static Recalibration Of(IReadOnlyList<ReliabilityBin> bins, double kept)
    {
        var (intercept, slope) = Minimum(bins, kept, slopeIsFree: true, 1);
        if (slope < 0) (intercept, slope) = Minimum(bins, kept, slopeIsFree: false, 0);
        return new Recalibration(intercept + StandardError(bins, kept, intercept, slope), slope);
    }

    private static (double Intercept, double Slope) Minimum(IReadOnlyList<ReliabilityBin> bins, double kept, bool slopeIsFree, double slope)
    {
        var intercept = 0.0;
        var loss = Loss(bins, kept, intercept, slope);
        for (var step = 0; step < MostSteps; step++)
        {
            var (forIntercept, forSlope) = NewtonStep(bins, kept, intercept, slope, slopeIsFree);
            var share = 1.0;
            var next = Loss(bins, kept, intercept + forIntercept, slope + forSlope);
            for (var halving = 0; halving < MostHalvings && next > loss; halving++)
            {
                share /= 2;
                next = Loss(bins, kept, intercept + (share * forIntercept), slope + (share * forSlope));
            }

            if (next > loss) break;
            (intercept, slope, loss) = (intercept + (share * forIntercept), slope + (share * forSlope), next);
            if (Math.Abs(share * forIntercept) + Math.Abs(share * forSlope) < SmallestStep) break;
        }

        return (intercept, slope);
    }

    private static (double ForIntercept, double ForSlope) NewtonStep(IReadOnlyList<ReliabilityBin> bins, double kept, double intercept, double slope, bool slopeIsFree)
    {
        var (gradient, slopeGradient) = (intercept / InterceptVariance, (slope - 1) / SlopeVariance);
        var (curvature, mixed, slopeCurvature) = (1 / InterceptVariance, 0.0, 1 / SlopeVariance);
        foreach (var bin in bins)
        {
            var logit = Recalibration.LogitOf(bin.Promised);
            var worth = Logistic(intercept + (slope * logit));
            var (excess, spread) = (bin.Weight * kept * (worth - bin.Right), bin.Weight * kept * worth * (1 - worth));
            gradient += excess;
            slopeGradient += excess * logit;
            curvature += spread;
            mixed += spread * logit;
            slopeCurvature += spread * logit * logit;
        }

        if (!slopeIsFree) return (-gradient / curvature, 0);
        var determinant = (curvature * slopeCurvature) - (mixed * mixed);
        return (((mixed * slopeGradient) - (slopeCurvature * gradient)) / determinant, ((mixed * gradient) - (curvature * slopeGradient)) / determinant);
    }

    private static double Loss(IReadOnlyList<ReliabilityBin> bins, double kept, double intercept, double slope)
    {
        var loss = (intercept * intercept / (2 * InterceptVariance)) + ((slope - 1) * (slope - 1) / (2 * SlopeVariance));
        foreach (var bin in bins)
        {
            var logit = intercept + (slope * Recalibration.LogitOf(bin.Promised));

            // ln(1 + e^x) without overflow.
            loss += bin.Weight * kept * (Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - (bin.Right * logit));
        }

        return loss;
    }

    // Of the level alone: one figure for all promises, so that their order stays.
    private static double StandardError(IReadOnlyList<ReliabilityBin> bins, double kept, double intercept, double slope)
    {
        var information = 1 / InterceptVariance;
        foreach (var bin in bins)
        {
            var worth = Logistic(intercept + (slope * Recalibration.LogitOf(bin.Promised)));
            information += bin.Weight * kept * worth * (1 - worth);
        }

        return 1 / Math.Sqrt(information);
    }

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
