using Atomic.Core.Decisions;

namespace Atomic.Orchestration.Service;

/// <summary>What the house does for callers, on every host: the HTTP surface, the queue and the command line stand on this.</summary>
public interface IMicrotaskService
{
    /// <summary>Accepts a microtask; it is not acknowledged to anyone before <see cref="WaitUntilDurableAsync"/> or an answer.</summary>
    /// <param name="submission">What is asked.</param>
    /// <param name="cancellationToken">Gives up before it is accepted.</param>
    /// <returns>Its id, or the problem: unknown kind, empty market, impossible policy, reused key, overload.</returns>
    ValueTask<Result<AcceptedReceipt>> SubmitAsync(MicrotaskSubmission submission, CancellationToken cancellationToken);

    /// <summary>Completes once the microtask is durable.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task WaitUntilDurableAsync(string id, CancellationToken cancellationToken);

    /// <summary>The microtask once it has ended, or as it stands when the time is over; null where the tenant has none of that id.</summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="id">Its id.</param>
    /// <param name="wait">How long to wait; zero: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<MicrotaskView?> GetAsync(string tenant, string id, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Lists microtasks, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<MicrotaskPage>> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken);

    /// <summary>Cancels a running microtask and gives how it stands then: one that had ended before keeps its end. Null where the tenant has none of that id.</summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MicrotaskView?> CancelAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>The decision record as it stands, folded from durable history; null where the tenant has no such microtask.</summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DecisionRecord?> GetRecordAsync(string tenant, string id, CancellationToken cancellationToken);

    /// <summary>Takes feedback on an answer; durable when it returns.</summary>
    /// <param name="tenant">Who judges.</param>
    /// <param name="id">The microtask's id.</param>
    /// <param name="feedback">What is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, or the problem: no such microtask, no answer yet.</returns>
    Task<Result<FeedbackReceipt>> AddFeedbackAsync(string tenant, string id, Feedback feedback, CancellationToken cancellationToken);

    /// <summary>The market as it stands, with the track records of the tenant's kinds, and the accounts of budgets that it spends from.</summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MarketView> GetMarketAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>
    /// How bids for a kind held against what came; null where the tenant has no such kind: nothing was learned of it, and no bidder of the market names it.
    /// </summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<KindCalibration?> GetCalibrationAsync(string tenant, string kind, CancellationToken cancellationToken);
}
