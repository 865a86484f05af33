using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Decisions;

/// <summary>Makes a decision record of what history says; complete at every moment.</summary>
public static class DecisionRecords
{
    /// <summary>The record.</summary>
    /// <param name="history">What history says; it has an accepted microtask.</param>
    /// <param name="published">What was published of the end, which comes before the orchestration's own end; null where nothing was.</param>
    /// <param name="payload">The microtask's payload; null where it was purged.</param>
    /// <param name="market">The market, for facts about the bidders.</param>
    /// <param name="feedback">What the caller said afterwards.</param>
    public static DecisionRecord Of(
        DecisionHistory history, MicrotaskProgress? published, MicrotaskPayload? payload, Market market, IReadOnlyList<Feedback> feedback)
    {
        var accepted = history.Accepted!;
        var end = history.Progress ?? published;
        return new DecisionRecord
        {
            Microtask = new Microtask
            {
                Id = accepted.Id,
                Kind = accepted.Kind,
                Instructions = payload?.Instructions,
                Input = payload?.Input ?? default,
                OutputSchema = payload?.OutputSchema,
                Policy = accepted.Policy,
                Tags = accepted.Tags,
            },
            SubmittedAt = accepted.AcceptedAt,
            Status = history.Failure is not null ? MicrotaskStatus.Failed : end?.Status ?? MicrotaskStatus.Running,
            StatusDetail = history.Failure ?? end?.Detail,
            Book = history.Book,
            BidsCollectedAt = history.BidsCollectedAt,
            Award = history.Award,
            AwardedAt = history.AwardedAt,
            Started = history.Started,
            Attempts = history.Attempts,
            Answer = history.Answer ?? end?.Answer,
            EndedAt = end?.EndedAt ?? history.EndedAt,
            Settlement = history.Settlement,
            Verdict = history.Verdict,
            JudgeOf = accepted.JudgeOf,
            Feedback = feedback,
            Bidders = [.. accepted.Invited.Concat(accepted.NotInvited.Select(static noBid => noBid.BidderId)).Select(market.Find).OfType<Bidder>()],
        };
    }
}
