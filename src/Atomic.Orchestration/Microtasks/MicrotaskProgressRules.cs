using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Explanations;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What is published of a microtask that has ended.</summary>
public static class MicrotaskProgressRules
{
    /// <summary>No bid was eligible.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award without a plan.</param>
    /// <param name="now">Now.</param>
    public static MicrotaskProgress NoAward(AcceptedMicrotask microtask, BidBook book, Award award, DateTimeOffset now)
    {
        // Who does other kinds explains nothing, and may be most of the market.
        NoBid[] noBids = [.. book.NoBids.Where(static noBid => noBid.Reason is not (NoBidReason.WrongKind or NoBidReason.WrongOperation))];
        var refusal = RefusalOf(microtask, book, award);
        return new MicrotaskProgress
        {
            Status = MicrotaskStatus.NoAward,
            Refusal = refusal,
            Detail = refusal is not null ? WhyRefused(refusal) : $"No bidder was eligible: {noBids.Length} did not bid{Examples(noBids, static noBid => $"{noBid.BidderId}: {noBid.Detail}")}"
                + $" and {award.Eliminations.Count} failed a hard limit of the policy{Examples(award.Eliminations, static elimination => $"{elimination.BidderId}: {elimination.Detail}")};"
                + " the explanation has every reason, and relaxing one of these limits makes an award possible.",
            CostUsd = book.Embedding?.CostUsd ?? 0,
            EndedAt = now,
            LatencySeconds = Elapsed(microtask, now),
        };
    }

    private static MicrotaskRefusal? RefusalOf(AcceptedMicrotask microtask, BidBook book, Award award) =>
        MoneyRefusal.IsOf(microtask.Policy, book, award)
            ? new MicrotaskRefusal(MicrotaskRefusal.BudgetExhausted, award.BudgetName ?? "", Math.Max(0, award.BudgetLeftUsd ?? 0), award.BudgetRenewsAt)
            : null;

    private static string WhyRefused(MicrotaskRefusal refusal) =>
        $"Budget {refusal.Budget} has {Figures.Usd(refusal.LeftUsd)} left, which is less than what any bidder that could take the microtask may cost at most; "
        + (refusal.RenewsAt is { } renewsAt
            ? $"it renews at {BudgetText.Time(renewsAt)}. Send the microtask again then, or have the budget's limit raised."
            : "it does not renew by itself. Have its limit raised, or a bidder added that costs nothing.");

    /// <summary>The plan has been run.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award.</param>
    /// <param name="execution">What became of its plan.</param>
    /// <param name="now">Now.</param>
    public static MicrotaskProgress Ended(AcceptedMicrotask microtask, BidBook book, Award award, PlanExecution execution, DateTimeOffset now)
    {
        var answer = execution.Answer;
        var told = answer ?? execution.Attempts[^1];
        return new MicrotaskProgress
        {
            Status = answer is not null ? MicrotaskStatus.Succeeded : execution.CancelledBecause is null ? MicrotaskStatus.Failed : MicrotaskStatus.Cancelled,
            Output = answer?.Output,
            StoredOutput = answer?.StoredOutput,
            Detail = answer is not null ? null : execution.CancelledBecause ?? WhyFailed(execution),
            Winner = award.WinnerId,
            Bidder = told.BidderId,
            Model = told.Model,
            ServedModel = told.ServedModel,
            Plan = award.Plan!.ToString(),
            Answer = answer is null ? null : new PlanAsk(answer.Step, answer.Ask),
            Attempts = execution.Attempts.Count,
            CostUsd = (book.Embedding?.CostUsd ?? 0) + execution.Attempts.Sum(static attempt => attempt.CostUsd),
            Usage = TokenUsage.Of(told.InputTokens, told.OutputTokens),
            FinishReason = told.FinishReason,
            EndedAt = now,
            LatencySeconds = Elapsed(microtask, now),
            ModelSeconds = execution.ModelSeconds,
        };
    }

    private static string WhyFailed(PlanExecution execution)
    {
        if (execution.Attempts.FirstOrDefault(static attempt => attempt.Streamed) is { } broken)
            return $"A part of the answer of {broken.BidderId} had been passed on when it failed, so nobody else could answer in its place. {broken.BidderId}: {broken.Detail}";

        var attempts = string.Join(" ", execution.Attempts.Select(static attempt => $"{attempt.BidderId}: {attempt.Detail}"));
        return execution.Skipped.Count == 0
            ? $"All {execution.Attempts.Count} attempts that the award allowed failed. {attempts}"
            : $"All {execution.Attempts.Count} attempts that could be made failed. {attempts} {string.Join(" ", execution.Skipped)}";
    }

    private static string Examples<T>(IReadOnlyList<T> items, Func<T, string> text) =>
        items.Count == 0 ? "" : $" ({string.Join("; ", items.Take(3).Select(item => text(item).TrimEnd('.')))}{(items.Count > 3 ? "; …" : "")})";

    private static double Elapsed(AcceptedMicrotask microtask, DateTimeOffset now) => Math.Max(0, (now - microtask.AcceptedAt).TotalSeconds);
}
