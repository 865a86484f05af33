using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells how a plan is executed.</summary>
internal static class PlanSentences
{
    /// <summary>In one or two sentences; none for a plan of one bidder.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<string> Of(Plan? plan)
    {
        switch (plan)
        {
            case AgreePlan agree:
                yield return $"{agree.First} and {agree.Second} are asked at the same time: if they answer alike, that is the answer; if not, {agree.Else} is asked, and its answer counts.";
                foreach (var sentence in Backups(agree.Backups)) yield return sentence;
                break;
            case VotePlan vote:
                yield return $"{Prose.List([.. vote.Voters.Select(static voter => $"{voter.Bidder} (weight {Figures.Decimals(voter.Weight, 3)})")])} are asked at the same time,"
                    + " and the answer with the most weight of votes counts.";
                foreach (var sentence in Backups(vote.Backups)) yield return sentence;
                break;
            case HedgePlan hedge:
                yield return $"{hedge.First} is asked, and {hedge.Second} as well where {hedge.First} has failed or has not answered after {Figures.Duration(hedge.AfterSeconds)};"
                    + " the first valid answer counts, and whoever is still at work then is cancelled and billed.";
                foreach (var sentence in Backups(hedge.Backups)) yield return sentence;
                break;
            case { Steps: { Count: > 1 } steps }:
                yield return $"On failure {Prose.List([.. steps.Skip(1)], "then")} would be asked next, while deadline and money last.";
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Backups(IReadOnlyList<string> backups)
    {
        if (backups.Count > 0) yield return $"Where that gives no valid answer, {Prose.List(backups, "then")} would be asked, while deadline and money last.";
    }
}
