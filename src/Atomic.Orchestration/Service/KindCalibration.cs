using Atomic.Core.Calibration;
using Atomic.Core.Learning;

namespace Atomic.Orchestration.Service;

/// <summary>How the bids for one kind held against what came.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">Settlements and feedback learned so far; 0 where nothing was.</param>
/// <param name="Bidders">The bidders of which something was learned, in ordinal order of their ids.</param>
public sealed record KindCalibration(string Kind, long Version, IReadOnlyList<BidderCalibration> Bidders)
{
    /// <summary>The figures of a kind's record.</summary>
    /// <param name="kind">The kind, without its tenant.</param>
    /// <param name="record">What is known.</param>
    public static KindCalibration Of(string kind, KindRecord record) => new(
        kind,
        record.Version,
        [
            .. record.ByBidder.OrderBy(static entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => BidderCalibration.Of(entry.Key, entry.Value.Calibration, record.Version)),
        ]);
}
