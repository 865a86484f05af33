using Atomic.Core.Decisions;

namespace Atomic.Core.Auctions;

/// <summary>Recomputes awards from decision records: same record, same award, on any machine.</summary>
public static class AwardVerification
{
    /// <summary>The award that the record's microtask, bids and circumstances give; null where the record has no award, or no bids.</summary>
    /// <param name="record">The decision record.</param>
    /// <exception cref="ArgumentException">The recorded figures are none of an auction; see <see cref="Auction.Problem"/>.</exception>
    public static Award? Recompute(DecisionRecord record) =>
        RequestOf(record) is { } request ? Auction.Clear(request) : null;

    /// <summary>How the recorded award differs from the recomputed one, a sentence each; empty where it is the same, or where there is none yet.</summary>
    /// <param name="record">The decision record.</param>
    public static IReadOnlyList<string> Differences(DecisionRecord record)
    {
        if (record.Award is not { } recorded) return [];
        if (RequestOf(record) is not { } request) return ["The record has an award but no bids."];
        return Auction.Problem(request) is { } problem ? [problem] : Differences(recorded, Auction.Clear(request));
    }

    /// <summary>How two awards differ, a sentence for each part; empty where they are the same. Figures are compared exactly.</summary>
    /// <param name="recorded">The award as it was recorded.</param>
    /// <param name="recomputed">The award as it should be.</param>
    public static IReadOnlyList<string> Differences(Award recorded, Award recomputed)
    {
        var differences = new List<string>();
        Compare(differences, "winner", recorded.WinnerId, recomputed.WinnerId);
        Compare(differences, "plan", recorded.Plan, recomputed.Plan);
        Compare(differences, "reservation in USD", recorded.ReservedUsd, recomputed.ReservedUsd);
        Compare(differences, "exploration", recorded.Exploration, recomputed.Exploration);
        Compare(differences, "elapsed time in seconds", recorded.ElapsedSeconds, recomputed.ElapsedSeconds);
        Compare(differences, "money left in the budget in USD", recorded.BudgetLeftUsd, recomputed.BudgetLeftUsd);
        Compare(differences, "budget", recorded.BudgetName, recomputed.BudgetName);
        Compare(differences, "renewal of the budget", recorded.BudgetRenewsAt, recomputed.BudgetRenewsAt);
        CompareAll(differences, "composite plans' bids", recorded.PlanBids, recomputed.PlanBids);
        CompareAll(differences, "ranking", recorded.Ranking, recomputed.Ranking);
        CompareAll(differences, "eliminations", recorded.Eliminations, recomputed.Eliminations);
        return differences;
    }

    private static AuctionRequest? RequestOf(DecisionRecord record) => record is not { Award: { } award, Book: { } book }
        ? null
        : new AuctionRequest
        {
            MicrotaskId = record.Microtask.Id,
            Policy = record.Microtask.Policy,
            Book = book,
            ElapsedSeconds = award.ElapsedSeconds,
            BudgetLeftUsd = award.BudgetLeftUsd,
            BudgetName = award.BudgetName,
            BudgetRenewsAt = award.BudgetRenewsAt,
            PlanForms = award.PlanForms,
            AsksPerStep = award.AsksPerStep,
            Gamma = award.Exploration.Gamma,
            Optimism = award.Exploration.Optimism,
        };

    private static void Compare<T>(List<string> differences, string name, T recorded, T recomputed)
    {
        if (EqualityComparer<T>.Default.Equals(recorded, recomputed)) return;
        differences.Add($"The recorded {name} is {Text(recorded)}; recomputed it is {Text(recomputed)}.");
    }

    private static void CompareAll<T>(List<string> differences, string name, IReadOnlyList<T> recorded, IReadOnlyList<T> recomputed)
    {
        if (recorded.Count != recomputed.Count)
        {
            differences.Add($"The recorded {name} has {recorded.Count} entries; recomputed it has {recomputed.Count}.");
            return;
        }

        for (var i = 0; i < recorded.Count; i++)
            Compare(differences, $"{name} at place {i + 1}", recorded[i], recomputed[i]);
    }

    private static string Text<T>(T value) => value?.ToString() ?? "none";
}
