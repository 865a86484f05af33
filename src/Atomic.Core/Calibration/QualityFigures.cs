namespace Atomic.Core.Calibration;

/// <summary>
/// How promised probabilities held. The Brier score is told in its parts (Murphy, Journal of Applied Meteorology 12 (1973) 595-600):
/// <c>Brier = Reliability − Resolution + Uncertainty + WithinTenths</c>; the last part, which Murphy's promises of ten fixed values do not have, is how far
/// promises differ within their tenths (Stephenson, Coelho and Jolliffe, Weather and Forecasting 23 (2008) 752-757).
/// </summary>
public sealed record QualityFigures
{
    /// <summary>Promises ever judged, without forgetting.</summary>
    public required long Judged { get; init; }

    /// <summary>The effective number of judged answers behind the other figures, after forgetting.</summary>
    public required double Weight { get; init; }

    /// <summary>The mean of the promised probabilities of a right answer among valid ones.</summary>
    public required double MeanPromised { get; init; }

    /// <summary>The share that was right.</summary>
    public required double Right { get; init; }

    /// <summary>The mean Brier score, 0 (best) to 1.</summary>
    public required double Brier { get; init; }

    /// <summary>Its part that is due to promises that are not kept: 0 where each tenth delivers what it promises.</summary>
    public required double Reliability { get; init; }

    /// <summary>Its part that is gained by telling answers apart: 0 where every tenth delivers the same.</summary>
    public required double Resolution { get; init; }

    /// <summary>Its part that lies in the microtasks: 0.25 where half of the answers are right, 0 where all are or none.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>Its part that is due to promises which differ within a tenth; may be negative.</summary>
    public required double WithinTenths { get; init; }

    /// <summary>The mean logarithmic loss in nats, 0 (best) and above.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Expected calibration error: the mean distance of promise and share over the tenths, by weight (Naeini, Cooper and Hauskrecht, AAAI 2015, 2901-2907).</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The reliability curve, the lowest tenth first; tenths without judged answers are left out.</summary>
    public required IReadOnlyList<ReliabilityPoint> Curve { get; init; }

    /// <summary>The figures; null where nothing was judged.</summary>
    /// <param name="quality">What is known.</param>
    /// <param name="version">The version of the kind's record now, by which the evidence for <see cref="ReliabilityPoint.Worth"/> fades.</param>
    public static QualityFigures? Of(QualityCalibration quality, long version = 0)
    {
        var weight = quality.Weight;
        if (!(weight > 0)) return null;
        var right = quality.ShareRight;
        var reliability = quality.MeanOf(static bin => Square(bin.Promised - bin.Right));
        var resolution = quality.MeanOf(bin => Square(bin.Right - right));
        var uncertainty = right * (1 - right);
        var recalibration = Recalibration.Of(new CalibrationRecord { Quality = quality }, version);
        return new QualityFigures
        {
            Judged = quality.Judged,
            Weight = weight,
            MeanPromised = quality.MeanPromised,
            Right = right,
            Brier = quality.Brier,
            Reliability = reliability,
            Resolution = resolution,
            Uncertainty = uncertainty,
            WithinTenths = quality.Brier - (reliability - resolution + uncertainty),
            LogLoss = quality.LogLoss,
            CalibrationError = quality.MeanOf(static bin => Math.Abs(bin.Promised - bin.Right)),
            Curve = [.. quality.Bins.Select(bin => PointOf(bin, recalibration))],
        };
    }

    private static ReliabilityPoint PointOf(ReliabilityBin bin, Recalibration recalibration) => new()
    {
        From = (double)bin.Tenth / ReliabilityBin.Count,
        To = (double)(bin.Tenth + 1) / ReliabilityBin.Count,
        Weight = bin.Weight,
        Promised = bin.Promised,
        Right = bin.Right,
        Worth = recalibration.Apply(bin.Promised),
    };

    private static double Square(double figure) => figure * figure;
}
