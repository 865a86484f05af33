using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Specialists;

/// <summary>The local specialists as one bidder: free, fast, and silent unless the evidence says that the answer is likely right.</summary>
public sealed class SpecialistBidder : IBidder
{
    private const int LeastLabels = 2;
    private const int CharactersPerToken = 4;

    private readonly SpecialistRooms _rooms;
    private readonly SpecialistOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A bidder.</summary>
    /// <param name="rooms">The specialists.</param>
    /// <param name="options">The settings that they were made with.</param>
    /// <param name="time">The clock.</param>
    public SpecialistBidder(SpecialistRooms rooms, SpecialistOptions options, TimeProvider time)
    {
        (_rooms, _options, _time) = (rooms, options, time);
        Definition = new Bidder
        {
            Id = options.Id,
            Model = "online-text-classifier",
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
        var kind = invitation.Kind;
        if (!_options.Enabled) return Decline("Specialists are switched off.");
        if (ChatSupport.GapOfSpecialist(invitation.Payload) is { } unserved)
            return BidReply.None(new NoBid(Definition.Id, NoBidReason.UnsupportedRequest, unserved));
        if (_rooms.Assess(invitation.LearningScope, InputText.Of(invitation.Payload.Input)) is not { Guess.Label: { } label } assessment)
            return Decline($"It has learned 0 of the {_options.MinExamples} examples that it needs for kind '{kind}'.");
        if (FindGap(kind, assessment) is { } gap) return Decline(gap);

        var (success, observations) = SuccessEstimate.Of(assessment, invitation.TrackRecord);
        var floor = Math.Max(_options.Floor, invitation.MinQuality ?? 0);
        if (success.Low < floor)
            return Decline($"Its answers at this confidence are right with a probability of at least {success.Low:0.000}, and {floor:0.000} is asked for.");
        if (LabelAnswer.Of(label, invitation.Payload.OutputSchema) is not { } answer)
            return Decline("Its answers are single labels, and the output schema does not allow the one that it would give.");

        return BidReply.Of(new Bid
        {
            BidderId = Definition.Id,
            Model = Definition.Model,
            CostUsd = Estimate.Exactly(0),
            LatencySeconds = LatencyEstimate.Of(invitation.TrackRecord.LogLatency),
            Success = success,
            Evidence = new BidEvidence
            {
                Basis = "specialist",
                QualityObservations = observations,
                LatencyObservations = invitation.TrackRecord.LogLatency.Weight,
                InputTokens = invitation.InputTokens,
                ExpectedOutputTokens = Math.Ceiling((double)answer.Length / CharactersPerToken),
            },
        });
    }

    private (AttemptOutcome Outcome, string? Detail, string? Text) Execute(ModelCall call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return (AttemptOutcome.Cancelled, "The microtask was cancelled before the specialist began.", null);
        if (call.TimeLimit <= TimeSpan.Zero) return (AttemptOutcome.TimedOut, "No time was left for the specialist.", null);
        if (_rooms.Assess(call.LearningScope, InputText.Of(call.Payload.Input))?.Guess.Label is not { } label)
            return (AttemptOutcome.Declined, $"The specialist has learned nothing for kind '{call.Kind}'.", null);
        return LabelAnswer.Of(label, call.Payload.OutputSchema) is { } answer
            ? (AttemptOutcome.Succeeded, null, answer)
            : (AttemptOutcome.Declined, "The output schema does not allow the specialist's label.", null);
    }

    /// <summary>What it has not learned yet, in one sentence with the figures; null where nothing is missing.</summary>
    private string? FindGap(string kind, Assessment assessment)
    {
        if (assessment.Examples < _options.MinExamples)
            return $"It has learned {assessment.Examples} of the {_options.MinExamples} examples that it needs for kind '{kind}'.";
        if (assessment.LearnedLabels < LeastLabels)
            return $"It has learned {assessment.LearnedLabels} of the {LeastLabels} labels that it needs for kind '{kind}', with {Specialist.LeastLabelExamples} examples each.";
        if (!assessment.IsRecognised)
            return $"It does not recognise the input: {assessment.Guess.KnownShare:P0} of it resembles what it learned for kind '{kind}', and {assessment.LeastKnownShare:P0} is the least.";
        if (assessment.Guess.LabelExamples < Specialist.LeastLabelExamples)
            return $"It has learned {assessment.Guess.LabelExamples} of the {Specialist.LeastLabelExamples} examples that it needs of the likeliest label.";
        return assessment.Rehearsed.Total < _options.MinRehearsals
            ? $"It has rehearsed {assessment.Rehearsed.Total:0.0} of the {_options.MinRehearsals:0.0} confident answers that it needs for kind '{kind}'."
            : null;
    }

    private BidReply Decline(string detail) => BidReply.None(new NoBid(Definition.Id, NoBidReason.NotLearned, detail));
}
