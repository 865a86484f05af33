namespace Atomic.Core.Calibration;

/// <summary>How one bidder's bids for one kind held against what came.</summary>
/// <param name="BidderId">The bidder's id.</param>
public sealed record BidderCalibration(string BidderId)
{
    /// <summary>Cost; null where no attempt was compared with a bid.</summary>
    public CostFigures? Cost { get; init; }

    /// <summary>Latency; null where no attempt was compared with a bid.</summary>
    public LatencyFigures? Latency { get; init; }

    /// <summary>Success; null where no answer of a known promise was judged.</summary>
    public QualityFigures? Quality { get; init; }

    /// <summary>The figures of a record.</summary>
    /// <param name="bidderId">The bidder's id.</param>
    /// <param name="record">What is known.</param>
    /// <param name="version">The version of the kind's record now.</param>
    public static BidderCalibration Of(string bidderId, CalibrationRecord record, long version) => new(bidderId)
    {
        Cost = CostFigures.Of(record.Cost),
        Latency = LatencyFigures.Of(record.Latency),
        Quality = QualityFigures.Of(record.Quality, version),
    };
}
