namespace Atomic.Core.Calibration;

/// <summary>A point of a reliability curve: what was promised within a tenth, and what came. On the diagonal promise and outcome are the same.</summary>
public sealed record ReliabilityPoint
{
    /// <summary>The lowest promise of the tenth.</summary>
    public required double From { get; init; }

    /// <summary>Where the next tenth begins.</summary>
    public required double To { get; init; }

    /// <summary>The effective number of judged answers, after forgetting.</summary>
    public required double Weight { get; init; }

    /// <summary>The mean of what was promised.</summary>
    public required double Promised { get; init; }

    /// <summary>The share that was right.</summary>
    public required double Right { get; init; }

    /// <summary>What that promise is taken for now, by all that was delivered: a bidder that makes promises of its own bids no more than this, see <see cref="Recalibration"/>.</summary>
    public required double Worth { get; init; }
}
