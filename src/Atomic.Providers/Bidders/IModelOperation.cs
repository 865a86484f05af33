using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;

namespace Atomic.Providers.Bidders;

/// <summary>What a model does with an input: how it is asked, what its answer is, what it costs.</summary>
internal interface IModelOperation
{
    /// <summary>What it cannot serve of a request, in one sentence; null where it can serve it.</summary>
    /// <param name="payload">The request.</param>
    string? GapOf(MicrotaskPayload payload);

    /// <summary>The bidder as it is for this request: its limits and prices, so that the bid is for what will be asked.</summary>
    /// <param name="bidder">The bidder.</param>
    /// <param name="payload">The request.</param>
    Bidder For(Bidder bidder, MicrotaskPayload payload);

    /// <summary>A call of the model.</summary>
    /// <param name="call">What to execute.</param>
    /// <param name="lease">The call's share of the quotas; null where there are none.</param>
    ModelCallContext Prepare(ModelCall call, QuotaLease? lease);

    /// <summary>Asks the model.</summary>
    /// <param name="call">What to execute.</param>
    /// <param name="context">The call, entered.</param>
    /// <param name="cancellationToken">The call's limit, and its caller's.</param>
    /// <returns>The reply to what it answered.</returns>
    /// <exception cref="Exception">It did not answer, or what it answered is none; the context says so where it is known.</exception>
    Task<ModelReply> AskAsync(ModelCall call, ModelCallContext context, CancellationToken cancellationToken);

    /// <summary>What a call that failed had of an answer: what was passed on, and what will be billed for it.</summary>
    /// <param name="reply">The failure.</param>
    /// <param name="call">What was to be executed.</param>
    /// <param name="context">The call.</param>
    ModelReply WithRest(ModelReply reply, ModelCall call, ModelCallContext context);
}
