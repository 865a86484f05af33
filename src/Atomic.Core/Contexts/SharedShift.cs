using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What an input tells of all bidders together, and how far one bidder's own shift may stand out from it. An award depends on the differences between bidders, and
/// these are far less certain than what the bidders have in common, which every outcome of any of them tells of: taken as they are, the highest of many is mostly
/// the luckiest (shrinkage to a common mean: Efron and Morris, Journal of the American Statistical Association 70 (1975) 311-319). How much of a deviation holds is
/// learned as the other weights are, from what was promised before each outcome.
/// </summary>
internal sealed class SharedShift
{
    // What deviations counted for on recorded markets, until a kind's own outcomes say otherwise.
    private const double FirstWeight = 0.5;
    private const double FirstCurvature = 20;

    private double _weight = FirstWeight;
    private double _curvature = FirstCurvature;

    /// <summary>A bidder's shift.</summary>
    /// <param name="own">What its own head says, as a difference of log odds.</param>
    /// <param name="shared">The mean of what all heads say.</param>
    public double Of(double own, double shared) => shared + (_weight * (own - shared));

    /// <summary>Learns from an outcome what deviations are worth.</summary>
    /// <param name="own">What the bidder's own head said before it learned.</param>
    /// <param name="shared">The mean of what all heads said.</param>
    /// <param name="offset">The log odds of the bidder's being right on average.</param>
    /// <param name="score">0 (wrong) to 1 (right).</param>
    /// <param name="trust">The score's weight, above 0 and up to 1.</param>
    public void Learn(double own, double shared, double offset, double score, double trust)
    {
        var deviation = own - shared;
        var expected = 1 / (1 + Math.Exp(-(offset + Of(own, shared))));
        _curvature += expected * (1 - expected) * trust * deviation * deviation;
        _weight = Math.Clamp(_weight + ((score - expected) * trust * deviation / _curvature), 0, 1);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer) => SnapshotFigures.Write(writer, [_weight, _curvature]);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader) =>
        (_weight, _curvature) = (SnapshotFigures.Share(reader), SnapshotFigures.Curvature(reader.ReadDouble(), FirstCurvature));
}
