namespace Atomic.Core.Learning;

/// <summary>How a pair's record grows by an observation. Pure: that an observation counts once is its store's business.</summary>
public static class PairRecordUpdate
{
    /// <summary>
    /// What is kept of the old per observation: an effective memory of 1 / (1 − 0.999) = 1,000. A plan rests on three such shares, whose errors
    /// add up, so that they have to be known better than a single bidder's; a drift of a bidder shows in its own record first.
    /// </summary>
    public const double Retention = 0.999;

    /// <summary>The record after one more observation. Scores outside 0 to 1 are taken as the nearer of the two; those that are no numbers are ignored.</summary>
    /// <param name="record">What is known so far.</param>
    /// <param name="observation">What was observed.</param>
    /// <param name="version">The kind's version afterwards.</param>
    public static PairRecord After(this PairRecord record, PairObservation observation, long version)
    {
        var trust = observation.Trust > 0 ? Math.Min(observation.Trust, 1) : 0;
        return new PairRecord
        {
            Agreed = observation.Agreed is { } agreed ? record.Agreed.After(agreed ? 1 : 0, 1, Retention) : record.Agreed,
            RightTogether = After(record.RightTogether, observation.TogetherScore, trust),
            Apart = Updated(record, record.Apart, observation.Apart, trust),
            Missing = Updated(record, record.Missing, observation.Missing, trust),
            Labelled = observation.WrongIsLabelled is { } labelled ? record.Labelled.After(labelled ? 1 : 0, 1, Retention) : record.Labelled,
            Updated = version,
        };
    }

    private static DecayedCounts After(DecayedCounts counts, double? score, double trust) =>
        score is { } value && double.IsFinite(value) ? counts.After(Math.Clamp(value, 0, 1), trust, Retention) : counts;

    private static IReadOnlyList<ApartCounts> Updated(PairRecord record, IReadOnlyList<ApartCounts> known, IReadOnlyList<ApartScore> scores, double trust)
    {
        if (scores.Count == 0) return known;
        var updated = new List<ApartCounts>(PairRecord.MostApart);
        for (var i = 0; i < scores.Count && i < PairRecord.MostApart; i++)
        {
            var weight = scores[i].IfLabelled ? trust * record.LabelledShare : trust;
            var before = known.FirstOrDefault(counts => counts.BidderId == scores[i].BidderId);
            updated.Add(new ApartCounts(scores[i].BidderId, After(before?.Right ?? default, scores[i].Score, weight)));
        }

        for (var i = 0; i < known.Count && updated.Count < PairRecord.MostApart; i++)
        {
            var kept = known[i];
            if (!updated.Exists(counts => counts.BidderId == kept.BidderId)) updated.Add(kept);
        }

        return updated;
    }
}
