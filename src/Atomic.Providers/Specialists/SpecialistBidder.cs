using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Specialists;

/// <summary>The local specialists as one bidder: free, fast, and silent unless the evidence says that the answer is likely right.</summary>
public sealed class SpecialistBidder : IBidder
{
    private const int CharactersPerToken = 4;

    private readonly SpecialistRooms _rooms;
    private readonly SpecialistOptions _options;
    private readonly AdmissionRules _rules;
    private readonly TimeProvider _time;

    /// <summary>A bidder.</summary>
    /// <param name="rooms">The specialists.</param>
    /// <param name="options">The settings that they were made with.</param>
    /// <param name="time">The clock.</param>
    public SpecialistBidder(SpecialistRooms rooms, SpecialistOptions options, TimeProvider time)
    {
        (_rooms, _options, _time) = (rooms, options, time);
        _rules = new AdmissionRules { MinExamples = options.MinExamples, MinOutcomes = options.MinRehearsals, LeastProbability = options.Floor };
        Definition = new Bidder
        {
            Id = options.Id,
            Model = "online-specialist",
            Source = BidderSource.Specialist,
            Region = "local",
            Tags = [.. options.Tags],
            Kinds = [.. options.Kinds],
            Price = TokenPrice.Free,
            MaxInputTokens = int.MaxValue, // a longer text is cut, at no cost
        };
    }

    /// <inheritdoc/>
    public Bidder Definition { get; }

    /// <inheritdoc/>
    public ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken) => ValueTask.FromResult(Bid(invitation));

    /// <inheritdoc/>
    public Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var (outcome, detail, text) = Execute(call, cancellationToken);
        return Task.FromResult(new ModelReply
        {
            Outcome = outcome,
            Detail = detail,
            Text = text,
            ServedModel = Definition.Model,
            LatencySeconds = _time.GetElapsedTime(started).TotalSeconds,
        });
    }

    private BidReply Bid(BidInvitation invitation)
    {
        if (!_options.Enabled) return Decline("Specialists are switched off.");
        if (ChatSupport.GapOfSpecialist(invitation.Payload) is { } unserved)
            return BidReply.None(new NoBid(Definition.Id, NoBidReason.UnsupportedRequest, unserved));
        if (SpecialistAnswer.Find(_rooms, invitation.LearningScope, invitation.Payload) is not { } found)
            return Decline($"It has learned 0 of the {_options.MinExamples} examples that it needs.");
        if (SpecialistAdmission.Decide(found.Assessment, _rules with { Floor = invitation.MinQuality ?? 0 }, invitation.TrackRecord.Right, out var gap) is not { } offer)
            return Decline(gap!);
        if (found.TextUnder(invitation.Payload.OutputSchema) is not { } answer)
        {
            return Decline(found.Fields is null
                ? "Its answers are single labels, and the output schema does not allow the one that it would give."
                : "The output schema does not allow the object that it would give.");
        }

        return BidReply.Of(new Bid
        {
            BidderId = Definition.Id,
            Model = Definition.Model,
            CostUsd = Estimate.Exactly(0),
            MostCostUsd = 0,
            LatencySeconds = LatencyEstimate.Of(invitation.TrackRecord.LogLatency),
            Success = offer.Success,
            AnswerPrecision = offer.Precision,
            AuditShare = offer.AuditShare,
            Evidence = new BidEvidence
            {
                Basis = "specialist",
                QualityObservations = offer.Outcomes,
                LatencyObservations = invitation.TrackRecord.LogLatency.Weight,
                InputTokens = invitation.InputTokens,
                ExpectedOutputTokens = Math.Ceiling((double)answer.Length / CharactersPerToken),
                Fields = found.Evidence(),
            },
        });
    }

    private (AttemptOutcome Outcome, string? Detail, string? Text) Execute(ModelCall call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return (AttemptOutcome.Cancelled, "The microtask was cancelled before the specialist began.", null);
        if (call.TimeLimit <= TimeSpan.Zero) return (AttemptOutcome.TimedOut, "No time was left for the specialist.", null);
        if (SpecialistAnswer.Find(_rooms, call.LearningScope, call.Payload) is not { } found)
            return (AttemptOutcome.Declined, $"The specialist has learned nothing for kind '{call.Kind}'.", null);
        return found.TextUnder(call.Payload.OutputSchema) is { } answer
            ? (AttemptOutcome.Succeeded, null, answer)
            : (AttemptOutcome.Declined, found.Assessment.Gap ?? "The output schema does not allow the specialist's answer.", null);
    }

    private BidReply Decline(string gap) => BidReply.None(new NoBid(Definition.Id, NoBidReason.NotLearned, gap));
}
