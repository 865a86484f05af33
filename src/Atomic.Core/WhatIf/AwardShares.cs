using Atomic.Core.Auctions;

namespace Atomic.Core.WhatIf;

/// <summary>Counts who won and who would have.</summary>
internal sealed class AwardShares
{
    // Probabilities are counted in whole parts, so that the order of adding does not matter.
    private const double Parts = 1L << 40;

    private readonly Dictionary<string, (int Was, long Would)> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a decision.</summary>
    /// <param name="winnerId">Who won.</param>
    /// <param name="award">The target policy's award of the same bids.</param>
    public void Add(string winnerId, Award award)
    {
        var (was, would) = _counts.GetValueOrDefault(winnerId);
        _counts[winnerId] = (was + 1, would);
        foreach (var (id, probability) in new Draws(award).All)
        {
            (was, would) = _counts.GetValueOrDefault(id);
            _counts[id] = (was, would + (long)(probability * Parts));
        }
    }

    /// <summary>The shares, by the larger of both, then by id; at most <see cref="WhatIfReport.MostAwards"/>.</summary>
    /// <param name="decisions">How many were counted.</param>
    public IReadOnlyList<AwardShare> Shares(int decisions) =>
    [
        .. _counts.Select(entry => new AwardShare(entry.Key, (double)entry.Value.Was / decisions, entry.Value.Would / Parts / decisions))
            .OrderByDescending(static share => Math.Max(share.Was, share.Would)).ThenBy(static share => share.BidderId, StringComparer.Ordinal)
            .Take(WhatIfReport.MostAwards),
    ];
}
