using System.Runtime.InteropServices;
using Atomic.Core.Auctions;

namespace Atomic.Core.WhatIf;

/// <summary>The probabilities with which an award was drawn, by bid.</summary>
/// <param name="award">The award.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Draws(Award award)
{
    /// <summary>The bids that may be drawn, with their probabilities; where none is eligible, that nothing is awarded, for certain.</summary>
    public IEnumerable<(string Id, double Probability)> All
    {
        get
        {
            if (award.Ranking.Count == 0)
            {
                yield return (LoggedDecision.NoWinner, 1);
                yield break;
            }

            for (var i = 0; i < award.Ranking.Count; i++)
            {
                if (award.Ranking[i].Propensity > 0) yield return (award.Ranking[i].BidderId, award.Ranking[i].Propensity);
            }
        }
    }

    /// <summary>The probability of a bid; 0 where it cannot be drawn.</summary>
    /// <param name="id">The bid's id, or <see cref="LoggedDecision.NoWinner"/>.</param>
    public double Of(string id)
    {
        if (award.Ranking.Count == 0) return LoggedDecision.IsNoWinner(id) ? 1 : 0;
        for (var i = 0; i < award.Ranking.Count; i++)
        {
            if (award.Ranking[i].BidderId == id) return Math.Max(award.Ranking[i].Propensity, 0);
        }

        return 0;
    }
}
