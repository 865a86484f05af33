namespace Atomic.Core.Calibration;

/// <summary>How one bidder's bids for one kind held against what came: sufficient statistics only, bounded in size.</summary>
public sealed record CalibrationRecord
{
    /// <summary>Nothing is known.</summary>
    public static CalibrationRecord None { get; } = new();

    /// <summary>Cost.</summary>
    public CostCalibration Cost { get; init; }

    /// <summary>Latency.</summary>
    public LatencyCalibration Latency { get; init; }

    /// <summary>The probability of a right answer among valid ones.</summary>
    public QualityCalibration Quality
    {
        get;
        init => field = value ?? QualityCalibration.None;
    } = QualityCalibration.None;
}
