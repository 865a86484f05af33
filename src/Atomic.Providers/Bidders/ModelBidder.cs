using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Bidders;

/// <summary>A model at an endpoint, with a prompt of its own where it has one.</summary>
public sealed class ModelBidder : IBidder
{
    private const string HalfACharacter = "was not asked, as the input has half a character (a lone surrogate) in it; correct it";

    private readonly BidderOptions _options;
    private readonly IModelOperation _operation;
    private readonly EndpointAvailability _availability;
    private readonly ModelQuotas _quotas;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly string _endpoint;
    private readonly ModelFailure _failure;
    private readonly PromptLength _length;
    private readonly SentPrompt? _prompt;
    private readonly DemonstrationShots? _shots;

    /// <summary>A bidder.</summary>
    /// <param name="options">Options that passed <see cref="MarketOptionsCheck"/>.</param>
    /// <param name="endpoint">Its endpoint.</param>
    /// <param name="availability">What is known of its model there, shared with the other bidders of that model.</param>
    /// <param name="quotas">What its calls may take.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told when the endpoint stays away.</param>
    /// <param name="demonstrations">The examples that it may show; null: none.</param>
    internal ModelBidder(
        BidderOptions options, ModelEndpoint endpoint, EndpointAvailability availability, ModelQuotas quotas, TokenCounter counter, TimeProvider time, ILogger log,
        IDemonstrations? demonstrations = null)
    {
        (_options, _availability, _quotas, _time, _log, _endpoint) = (options, availability, quotas, time, log, endpoint.Name);
        _failure = new ModelFailure(endpoint.Name, options.Model, endpoint.CredentialSource);
        Definition = ModelDefinition.Of(options, endpoint);
        _length = new PromptLength(Definition.Operation, options.Instructions, counter);
        _prompt = Definition.Prompt is { } prompt ? new SentPrompt { Variant = prompt.Name, TextHash = prompt.TextHash, Text = options.Instructions } : null;
        _shots = options.Variant?.Demonstrations is { } shots ? new DemonstrationShots(Definition, shots, demonstrations, counter) : null;
        _operation = Definition.Operation == Operation.Embeddings
            ? new EmbeddingOperation(options, endpoint, time)
            : new ChatOperation(options, endpoint, _failure, _length, counter, time);
    }

    /// <inheritdoc/>
    public Bidder Definition { get; }

    /// <inheritdoc/>
    public ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken) => ValueTask.FromResult(Bid(invitation));

    /// <inheritdoc/>
    public async Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var availability = _availability.ForCall();
        if (!availability.IsAvailable)
            return _failure.NotSent(availability);
        if (call.TimeLimit <= TimeSpan.Zero)
            return _failure.NotSent(AttemptOutcome.TimedOut, "had no time left and was not asked");
        if (!_quotas.Any)
            return await AskAsync(call, lease: null, cancellationToken);

        try
        {
            var (lease, shortage) = await _quotas.TakeAsync(_length.Of(call), call.TimeLimit, cancellationToken);
            if (lease is null)
                return _failure.NotSent(shortage) with { LatencySeconds = _time.GetElapsedTime(started).TotalSeconds };

            // What was waited for the quota is part of the call's time.
            var rest = call with { TimeLimit = call.TimeLimit - _time.GetElapsedTime(started) };
            var reply = await AskAsync(rest, lease, cancellationToken);
            _quotas.End(lease, reply);
            return reply with { LatencySeconds = _time.GetElapsedTime(started).TotalSeconds };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return _failure.NotSent(AttemptOutcome.Cancelled, "was not asked, as the microtask was cancelled while it waited for its quota");
        }
        catch (InvalidOperationException)
        {
            return _failure.NotSent(AttemptOutcome.Rejected, HalfACharacter); // found when it was counted, before any room was taken
        }
    }

    private BidReply Bid(BidInvitation invitation)
    {
        if (_operation.GapOf(invitation.Payload) is { } gap)
            return Decline(NoBidReason.UnsupportedRequest, gap);
        var inputTokens = _length.Of(invitation.Payload, invitation.InputTokens);
        if (inputTokens > _options.MaxInputTokens)
            return Decline(NoBidReason.InputTooLong, $"The prompt has {inputTokens} tokens, more than the {_options.MaxInputTokens} that '{Definition.Id}' takes.");

        var chosen = _shots?.Choose(invitation, inputTokens);
        if (chosen is { Gap: { } nothing })
            return Decline(chosen.Value.Reason, nothing);
        inputTokens += chosen?.Tokens ?? 0;
        var bid = BidEstimator.Estimate(_operation.For(Definition, invitation.Payload), invitation.TrackRecord, inputTokens, invitation.SchemaShape, invitation.TrackRecordVersion, invitation.Context, invitation.RecordOfBase)
            with { Demonstrations = chosen?.Shown };
        if (_quotas.Any && _quotas.Shortage(bid) is { } shortage)
            return Decline(NoBidReason.AtCapacity, _failure.AtCapacity(shortage), shortage.Until);

        // Last, because a yes may take the only probe of a resting endpoint.
        var availability = _availability.ForBid();
        return availability.Reason is { } reason ? Decline(reason, _failure.NotAvailable(availability), availability.Until) : BidReply.Of(bid);
    }

    private BidReply Decline(NoBidReason reason, string detail, DateTimeOffset? until = null) =>
        BidReply.None(new NoBid(Definition.Id, reason, detail, until));

    private async Task<ModelReply> AskAsync(ModelCall call, QuotaLease? lease, CancellationToken cancellationToken)
    {
        ModelCallContext context;
        try
        {
            context = _operation.Prepare(call, lease);
        }
        catch (InvalidOperationException)
        {
            return _failure.NotSent(AttemptOutcome.Rejected, HalfACharacter);
        }

        using var limit = new CancellationTokenSource(call.TimeLimit > TimeSpan.Zero ? call.TimeLimit : TimeSpan.Zero, _time);
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token) : null;
        context.Enter();
        ModelReply reply;
        try
        {
            reply = await _operation.AskAsync(call, context, (either ?? limit).Token);
        }
        catch (Exception exception)
        {
            // Whatever the SDK throws is told as an outcome: a failing endpoint must never fail the orchestration.
            reply = context.Fault is { } fault
                ? _failure.Of(context, fault)
                : _failure.Of(context.Failure ?? exception, context, call.TimeLimit, limit.IsCancellationRequested, cancellationToken.IsCancellationRequested);
            reply = _operation.WithRest(reply, call, context);
        }

        ProviderTelemetry.Called(_endpoint, context.Requests);
        Record(reply.Outcome, context);
        return _prompt is null || context.Requests == 0 ? reply : reply with { Prompt = _shots is null ? _prompt : _prompt with { Demonstrations = DemonstrationShots.Sent(call) } };
    }

    private void Record(AttemptOutcome outcome, ModelCallContext context)
    {
        switch (outcome)
        {
            case AttemptOutcome.RateLimited:
                if (_availability.RateLimited(context.RetryAfter))
                {
                    ProviderTelemetry.Rested(_endpoint, isRateLimited: true);
                    _log.RateLimited(Definition.Model, _endpoint, _availability.ForCall().Until);
                }

                break;
            case AttemptOutcome.Unreachable or AttemptOutcome.ServerError:
                if (_availability.Failed())
                {
                    ProviderTelemetry.Rested(_endpoint, isRateLimited: false);
                    _log.Rests(Definition.Model, _endpoint, _availability.ForCall().Until);
                }

                break;
            case AttemptOutcome.TimedOut or AttemptOutcome.Cancelled when context.Status is null:
                break; // says nothing of the endpoint: the limit may have been too short
            default:
                if (context.Status is not null)
                    _availability.Answered();
                break;
        }
    }
}
