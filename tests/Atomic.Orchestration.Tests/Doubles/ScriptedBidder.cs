using System.Collections.Concurrent;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>A bidder that bids and answers as it is told, and remembers what it was asked.</summary>
internal sealed class ScriptedBidder(Bidder definition) : IBidder
{
    public ScriptedBidder(string id)
        : this(Samples.Bidder(id))
    {
    }

    public Bidder Definition => definition;

    public Func<BidInvitation, CancellationToken, ValueTask<BidReply>> OnBid { get; set; } =
        (_, _) => new(BidReply.Of(Samples.Bid(definition.Id)));

    public Func<ModelCall, CancellationToken, Task<ModelReply>> OnExecute { get; set; } =
        (_, _) => Task.FromResult(Answer("shipping"));

    public ConcurrentQueue<ModelCall> Calls { get; } = new();

    public ConcurrentQueue<BidInvitation> Invitations { get; } = new();

    public static ModelReply Answer(string text) => new()
    {
        Outcome = AttemptOutcome.Succeeded,
        Text = text,
        ServedModel = "served",
        InputTokens = 100,
        OutputTokens = 20,
        LatencySeconds = 0.25,
    };

    public static ModelReply Failure(AttemptOutcome outcome, string detail = "It failed.") => new() { Outcome = outcome, Detail = detail, LatencySeconds = 0.1 };

    public ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken)
    {
        Invitations.Enqueue(invitation);
        return OnBid(invitation, cancellationToken);
    }

    public Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return OnExecute(call, cancellationToken);
    }
}
