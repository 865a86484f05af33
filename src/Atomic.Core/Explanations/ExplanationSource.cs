using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>A decision record with the look-ups that its explanation needs. Where a record names a bidder twice, the first entry counts.</summary>
internal sealed class ExplanationSource
{
    private readonly Dictionary<string, Bid> _bids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RankedBid> _ranks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Elimination> _eliminations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bidder> _bidders = new(StringComparer.Ordinal);

    /// <summary>The look-ups of that record.</summary>
    /// <param name="record">The record.</param>
    public ExplanationSource(DecisionRecord record)
    {
        Record = record;
        Order = new RankingOrder(record.Microtask.Policy);
        foreach (var bid in record.Book?.Bids ?? []) _bids.TryAdd(bid.BidderId, bid);
        foreach (var bid in record.Award?.PlanBids ?? []) _bids.TryAdd(bid.BidderId, bid);
        foreach (var ranked in record.Award?.Ranking ?? []) _ranks.TryAdd(ranked.BidderId, ranked);
        foreach (var elimination in record.Award?.Eliminations ?? []) _eliminations.TryAdd(elimination.BidderId, elimination);
        foreach (var bidder in record.Bidders) _bidders.TryAdd(bidder.Id, bidder);
        Stage = StageOf(record);
    }

    /// <summary>The record.</summary>
    public DecisionRecord Record { get; }

    /// <summary>Its policy.</summary>
    public Policy Policy => Record.Microtask.Policy;

    /// <summary>Its award, or null.</summary>
    public Award? Award => Record.Award;

    /// <summary>The order of its policy.</summary>
    public RankingOrder Order { get; }

    /// <summary>How far it has come.</summary>
    public ExplanationStage Stage { get; }

    /// <summary>What all attempts so far cost, and the embedding of the input before them, in USD.</summary>
    public double CostUsd => DecidingUsd + Record.Attempts.Sum(static attempt => Finite.OrNull(attempt.CostUsd) ?? 0);

    /// <summary>What deciding cost in USD: the embedding of the input; 0 where there was none.</summary>
    public double DecidingUsd => Finite.OrNull(Record.Book?.Embedding?.CostUsd) ?? 0;

    /// <summary>The attempt that gave the answer, or null.</summary>
    public Attempt? Answering => Record.Status is not MicrotaskStatus.Succeeded
        ? null
        : Record.Answer is { } answer ? AttemptOf(answer) : Record.Attempts.LastOrDefault(static attempt => attempt.Outcome is AttemptOutcome.Succeeded);

    /// <summary>The attempt of that asking that ended, or null.</summary>
    /// <param name="ask">The asking.</param>
    public Attempt? AttemptOf(PlanAsk ask) => Record.Attempts.FirstOrDefault(attempt => attempt.Step == ask.Step && attempt.Ask == ask.Ask);

    /// <summary>The last attempt of that step that ended, or null.</summary>
    /// <param name="step">0 for the first.</param>
    public Attempt? LastOf(int step) => Record.Attempts.LastOrDefault(attempt => attempt.Step == step);

    /// <summary>The start of that asking, or null.</summary>
    /// <param name="ask">The asking.</param>
    public AttemptStart? StartOf(PlanAsk ask) => Record.Started.FirstOrDefault(start => start.Step == ask.Step && start.Ask == ask.Ask);

    /// <summary>That bidder's or composite plan's bid, or null.</summary>
    /// <param name="id">The bid's id.</param>
    public Bid? BidOf(string id) => _bids.GetValueOrDefault(id);

    /// <summary>That bidder's place in the ranking, or null.</summary>
    /// <param name="id">The bidder's id.</param>
    public RankedBid? RankOf(string id) => _ranks.TryGetValue(id, out var ranked) ? ranked : null;

    /// <summary>Why that bidder was eliminated, or null.</summary>
    /// <param name="id">The bidder's id.</param>
    public Elimination? EliminationOf(string id) => _eliminations.GetValueOrDefault(id);

    /// <summary>The market's facts of that bidder, or null.</summary>
    /// <param name="id">The bidder's id.</param>
    public Bidder? BidderOf(string id) => _bidders.GetValueOrDefault(id);

    /// <summary>The bidder of that step: as an attempt says, else as the plan says, else null.</summary>
    /// <param name="step">0 for the first.</param>
    public string? BidderOfStep(int step) =>
        Record.Attempts.FirstOrDefault(attempt => attempt.Step == step)?.BidderId
        ?? (Award?.Plan?.Steps is { } steps && step >= 0 && step < steps.Count ? steps[step] : null);

    /// <summary>The attempts that were started and have not ended, in order.</summary>
    public IEnumerable<AttemptStart> Open() =>
        Record.Started.Where(start => IsOpen(Record, start)).OrderBy(static start => start.Step).ThenBy(static start => start.Ask);

    private static ExplanationStage StageOf(DecisionRecord record)
    {
        if (record.Status is not MicrotaskStatus.Running)
            return record.Settlement is null && (record.Attempts.Count > 0 || record.Book?.Embedding is { CostUsd: > 0 }) ? ExplanationStage.AwaitingSettlement : ExplanationStage.Complete;
        if (record.Book is null) return ExplanationStage.Bidding;
        if (record.Award is null) return ExplanationStage.AwaitingAward;
        return record.Started.Any(start => IsOpen(record, start))
            ? ExplanationStage.Attempting
            : ExplanationStage.AwaitingAttempt;
    }

    private static bool IsOpen(DecisionRecord record, AttemptStart start) =>
        record.Attempts.All(attempt => attempt.Step != start.Step || attempt.Ask != start.Ask);
}
