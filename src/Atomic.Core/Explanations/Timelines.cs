using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;

namespace Atomic.Core.Explanations;

/// <summary>Tells what happened when, as far as the record has moments.</summary>
internal static class Timelines
{
    /// <summary>The moments in order.</summary>
    /// <param name="source">The record.</param>
    public static IReadOnlyList<Moment> Of(ExplanationSource source)
    {
        var record = source.Record;
        var moments = new List<(DateTimeOffset At, string What)> { (record.SubmittedAt, "Accepted") };
        if (record is { BidsCollectedAt: { } collected, Book: { } book })
            moments.Add((collected, $"Bidding ended: {Prose.Many(book.Bids.Count, "bid")}, {book.NoBids.Count} without a bid"));
        if (record is { AwardedAt: { } awarded, Award: { } award })
            moments.Add((awarded, award.WinnerId is null ? "No award" : $"Awarded: {award.Plan}"));
        moments.AddRange(record.Started.Select(start => (start.At, Start(source, start))));
        if (record.EndedAt is { } ended) moments.Add((ended, End(record.Status)));
        if (record.Verdict is { } verdict)
            moments.AddRange(verdict.Judgements.Select(static made => (made.ReceivedAt, $"{(made.Signal == Signal.Judge ? "Judged" : $"Verified by {made.Source}")}: {VerdictPhrases.Right(made.Score)}")));
        moments.AddRange(record.Feedback.Select(static feedback => (feedback.ReceivedAt, $"Feedback: {Figures.Probability(feedback.Score)} right")));

        // The sort is stable, so moments of the same instant keep the order in which they follow from each other.
        return [.. moments.OrderBy(static moment => moment.At).Select(moment => new Moment(moment.At, (moment.At - record.SubmittedAt).TotalSeconds, moment.What))];
    }

    private static string Start(ExplanationSource source, AttemptStart start) =>
        $"Attempt {start.Step + 1} {(start.Ask > 1 ? "asked again" : "started")}: {source.BidderOfStep(start.Step) ?? "a bidder that the record does not name"}"
        + (start.Deliveries > 1 ? $" (started {(start.Deliveries == 2 ? "twice" : $"{start.Deliveries} times")})" : "");

    private static string End(MicrotaskStatus status) => status switch
    {
        MicrotaskStatus.Succeeded => "Answered",
        MicrotaskStatus.NoAward => "Ended without an award",
        MicrotaskStatus.Cancelled => "Cancelled",
        _ => "Failed",
    };
}
