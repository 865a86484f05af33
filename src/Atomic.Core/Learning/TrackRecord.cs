using Atomic.Core.Calibration;

namespace Atomic.Core.Learning;

/// <summary>What is known of one bidder for one kind: sufficient statistics only, bounded in size.</summary>
public sealed record TrackRecord
{
    /// <summary>Nothing is known.</summary>
    public static TrackRecord Empty { get; } = new();

    /// <summary>Attempts that gave a valid answer (good) or none (bad). Under an output schema an answer that did not meet it is good here: see <see cref="Shapes"/>.</summary>
    public DecayedCounts Answered { get; init; }

    /// <summary>Valid answers that were found right (good) or wrong (bad), as far back as they do not contradict <see cref="RightRecent"/>; see <see cref="AdaptiveMemory"/>.</summary>
    public DecayedCounts Right { get; init; }

    /// <summary>The same with a short memory; empty in records from before this was kept.</summary>
    public DecayedCounts RightRecent { get; init; }

    /// <summary>Answers that met their output schema or did not, by the shape of the schema.</summary>
    public ShapeRecords Shapes
    {
        get;
        init => field = value ?? ShapeRecords.None; // rows from before this was kept have none
    } = ShapeRecords.None;

    /// <summary>Logarithm of latency in seconds.</summary>
    public DecayedMoments LogLatency { get; init; }

    /// <summary>Logarithm of output tokens plus one.</summary>
    public DecayedMoments LogOutputTokens { get; init; }

    /// <summary>How its bids held against what came.</summary>
    public CalibrationRecord Calibration
    {
        get;
        init => field = value ?? CalibrationRecord.None; // rows from before this was kept have none
    } = CalibrationRecord.None;

    /// <summary>Attempts ever settled, without forgetting.</summary>
    public long Attempts { get; init; }

    /// <summary>Outcomes ever judged right or wrong, without forgetting.</summary>
    public long Judged { get; init; }

    /// <summary>USD ever spent.</summary>
    public double SpentUsd { get; init; }
}
