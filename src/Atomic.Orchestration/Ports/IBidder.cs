using Atomic.Core.Markets;

namespace Atomic.Orchestration.Ports;

/// <summary>Something that can bid for a microtask and execute it.</summary>
public interface IBidder
{
    /// <summary>Its configuration.</summary>
    Bidder Definition { get; }

    /// <summary>Its bid, or why it does not bid. Eligibility by kind, region, tags and lists was checked before; it is never asked otherwise.</summary>
    /// <param name="invitation">For what.</param>
    /// <param name="cancellationToken">The time limit for bids.</param>
    ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken);

    /// <summary>Executes the microtask once. Failures of the endpoint are replies, not exceptions.</summary>
    /// <param name="call">What to execute.</param>
    /// <param name="cancellationToken">Cancellation by the caller or the host; the time limit is in the call.</param>
    Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken);
}
