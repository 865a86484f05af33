using Atomic.Core.Markets;
using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>
/// Asks of recorded decisions what another policy would have cost and earned: feed it decision by decision, then read the report. It keeps some two hundred
/// bytes of each, and the order in which they come does not matter.
/// </summary>
/// <param name="target">The target policy, without a problem (<see cref="PolicyCheck"/>).</param>
/// <param name="market">The market as it stands, for regions and tags of bidders.</param>
public sealed class WhatIfStudy(Policy target, Market market)
{
    private readonly TargetAdmission _admission = new(target, market);
    private readonly DecisionWeights _weights = new(target, new TargetAdmission(target, market));
    private readonly List<WeightedDecision> _decisions = [];
    private readonly SortedDictionary<string, int> _unheard = new(StringComparer.Ordinal);
    private readonly AwardShares _awards = new();
    private int _unusable;

    /// <summary>Takes a decision in.</summary>
    /// <param name="decision">A decision that ended: answered, failed or not awarded.</param>
    public void Add(LoggedDecision decision)
    {
        if (_weights.Of(decision) is not { } weighed)
        {
            _unusable++;
            return;
        }

        _decisions.Add(weighed.Weighted);
        _awards.Add(decision.WinnerId, weighed.Award);
        foreach (var id in _admission.Unheard(decision)) _unheard[id] = _unheard.GetValueOrDefault(id) + 1;
    }

    /// <summary>What they tell.</summary>
    public WhatIfReport Report()
    {
        WeightedDecision[] decisions = [.. _decisions.OrderBy(static decision => decision.MicrotaskId, StringComparer.Ordinal)];
        var figures = new StudyFigures(decisions, target);
        return new WhatIfReport
        {
            Policy = target,
            Microtasks = decisions.Length,
            Unusable = _unusable,
            Verdict = figures.Verdict,
            SuccessVerdict = figures.SuccessVerdict,
            Overlap = figures.Overlap,
            CostUsd = figures.CostUsd,
            LatencySeconds = figures.LatencySeconds,
            Success = figures.Success,
            UtilityUsd = figures.UtilityUsd,
            Awards = _awards.Shares(decisions.Length),
            Unheard = [.. _unheard.Select(static entry => new UnheardBidder(entry.Key, entry.Value))],
        };
    }
}
