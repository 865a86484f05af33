using System.Runtime.InteropServices;

namespace Atomic.Core.Calibration;

/// <summary>
/// What a bidder's promises are worth by what it delivered: <c>logit q = a + b·logit p</c> (Cox, Biometrika 45 (1958) 562-565; Platt, Advances in Large Margin
/// Classifiers, 1999), fitted to the ten bins of its reliability, with normal priors around a = 0 and b = 1, which is honesty. Pure, in a bounded number of steps.
/// </summary>
/// <remarks>
/// It lowers and never lifts: a bidder that delivers more than it promises has only to promise more, and whoever could be lifted could promise little and
/// be believed much. It lowers only what lies beyond one standard error of the fit, since taking off what chance alone took would, over
/// time, discount the honest as well. Below <see cref="LeastJudged"/> judged promises it lowers nothing.
/// </remarks>
/// <param name="Intercept">a, the standard error included.</param>
/// <param name="Slope">b, not negative: who promises more is never taken to be worth less.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Recalibration(double Intercept, double Slope)
{
    /// <summary>So many judged promises, after forgetting, are evidence.</summary>
    public const double LeastJudged = 20;

    /// <summary>No promise is taken for less than this share of it, so that nobody is discounted to nothing and never heard again.</summary>
    public const double LeastKept = 0.05;

    // Promises beyond are taken as these: 0.001 to 0.999.
    private const double LargestLogit = 6.906754778648554;

    /// <summary>Nothing is lowered.</summary>
    public static Recalibration None { get; } = new(0, 1);

    /// <summary>The recalibration that the record gives rise to; <see cref="None"/> while evidence is thin.</summary>
    /// <param name="record">What is known of its promises.</param>
    /// <param name="version">The version of the kind's record now, by which evidence fades.</param>
    public static Recalibration Of(CalibrationRecord record, long version = 0)
    {
        var quality = record.Quality;
        var kept = quality.KeptAt(version);
        return quality.Weight * kept < LeastJudged ? None : RecalibrationFit.Of(quality.Bins, kept);
    }

    /// <summary>What a promise is worth by what was delivered; never more than was promised. One fit for one promise: for several, keep <see cref="Of"/>.</summary>
    /// <param name="promised">The promised probability of a right answer among valid ones, 0 to 1.</param>
    /// <param name="record">What is known of its promises.</param>
    /// <param name="version">The version of the kind's record now.</param>
    public static double Recalibrated(double promised, CalibrationRecord record, long version = 0) => Of(record, version).Apply(promised);

    /// <summary>What a promise is worth; never more than was promised, never less than <see cref="LeastKept"/> of it, and never less for a higher promise.</summary>
    /// <param name="promised">The promised probability, 0 to 1.</param>
    public double Apply(double promised)
    {
        var logit = LogitOf(promised);
        var shifted = Intercept + (Slope * logit);
        if (!(shifted < logit)) return promised;
        return Math.Clamp(1 / (1 + Math.Exp(-shifted)), LeastKept * promised, promised);
    }

    /// <summary>The logarithm of the odds, of a probability of 0.001 to 0.999.</summary>
    /// <param name="probability">0 to 1.</param>
    internal static double LogitOf(double probability) =>
        probability <= 0 ? -LargestLogit : probability >= 1 ? LargestLogit : Math.Clamp(Math.Log(probability / (1 - probability)), -LargestLogit, LargestLogit);
}
