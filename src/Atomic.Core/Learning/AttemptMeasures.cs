using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;

namespace Atomic.Core.Learning;

/// <summary>
/// What attempts tell of how long answers to an input are and take: those of answers that came in full, valid or not, and of time-outs that the latency is at least what
/// was waited. A second asking tells nothing, since its prompt is another; nor does what was never sent to an endpoint.
/// </summary>
public static class AttemptMeasures
{
    /// <summary>The measures.</summary>
    /// <param name="attempts">The attempts, in the order in which they ended.</param>
    /// <param name="bids">What the bidders had bid; null where that is not known.</param>
    public static IReadOnlyList<ContextMeasure> Of(IReadOnlyList<Attempt> attempts, IReadOnlyList<Bid>? bids)
    {
        var measures = new List<ContextMeasure>(attempts.Count);
        foreach (var attempt in attempts)
        {
            var inFull = attempt.Outcome is AttemptOutcome.Succeeded or AttemptOutcome.InvalidOutput;
            if (attempt.Ask != 1 || attempt.Requests <= 0 || !(inFull || attempt.Outcome == AttemptOutcome.TimedOut)) continue;
            int? tokens = inFull && attempt.OutputTokens is >= 0 ? attempt.OutputTokens : null;
            double? seconds = attempt.LatencySeconds is > 0 and <= BidCheck.LargestFigure ? attempt.LatencySeconds : null;
            if (tokens is null && seconds is null) continue;

            // As the bid had counted it: the next bid counts alike. Who bids by itself makes no use of it.
            var evidence = bids?.FirstOrDefault(bid => bid.BidderId == attempt.BidderId)?.Evidence;
            var input = evidence?.InputTokens ?? attempt.InputTokens;
            if (input is >= 0 && evidence?.Basis is null or BidBasis.Prior or BidBasis.TrackRecord or BidBasis.Contextual) measures.Add(new ContextMeasure(attempt.BidderId, input.Value, tokens, seconds, !inFull));
        }

        return measures;
    }
}
