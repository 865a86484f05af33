using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Bidders;

/// <summary>A model at an endpoint, with a prompt variant where there is one.</summary>
public sealed class ModelBidder : IBidder
{
    private readonly BidderOptions _options;
    private readonly IChatClient _client;
    private readonly EndpointAvailability _availability;
    private readonly TokenCounter _counter;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly string _endpoint;
    private readonly ModelFailure _failure;
    private readonly ModelRequest _request;
    private readonly Lazy<int> _variantTokens;

    /// <summary>A bidder.</summary>
    /// <param name="options">Options that passed <see cref="MarketOptionsCheck"/>.</param>
    /// <param name="endpointOptions">The options of its endpoint.</param>
    /// <param name="endpoint">Its endpoint.</param>
    /// <param name="availability">What is known of its model there, shared with the other bidders of that model.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told when the endpoint stays away.</param>
    public ModelBidder(
        BidderOptions options,
        EndpointOptions endpointOptions,
        ModelEndpoint endpoint,
        EndpointAvailability availability,
        TokenCounter counter,
        TimeProvider time,
        ILogger log)
    {
        (_options, _availability, _counter, _time, _log, _endpoint) = (options, availability, counter, time, log, endpoint.Name);
        _client = endpoint.CreateChatClient(options.Model);
        _failure = new ModelFailure(endpoint.Name, options.Model, endpoint.CredentialSource);
        _request = new ModelRequest(options, endpoint.UsesMaxTokens);
        _variantTokens = new Lazy<int>(() => counter.Count(options.Instructions));
        Definition = new Bidder
        {
            Id = options.Id,
            Model = options.Model,
            Source = endpoint.Source,
            Region = endpointOptions.Region,
            Tags = [.. endpointOptions.Tags.Concat(options.Tags).Distinct(StringComparer.Ordinal)],
            Kinds = [.. options.Kinds],
            Price = new TokenPrice(options.Price.InputUsdPerMTok ?? 0, options.Price.OutputUsdPerMTok ?? 0, options.Price.RequestUsd),
            Prior = options.Prior,
            NoStructuredOutput = ConfiguredName.Parse<StructuredOutput>(options.StructuredOutput) == StructuredOutput.None,
            MaxInputTokens = options.MaxInputTokens,
            MaxOutputTokens = options.MaxOutputTokens,
        };
    }

    /// <inheritdoc/>
    public Bidder Definition { get; }

    /// <inheritdoc/>
    public ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken)
    {
        var inputTokens = InputTokens(invitation);
        if (inputTokens > _options.MaxInputTokens)
        {
            var detail = $"The prompt has {inputTokens} tokens, more than the {_options.MaxInputTokens} that '{Definition.Id}' takes.";
            return ValueTask.FromResult(BidReply.None(new NoBid(Definition.Id, NoBidReason.InputTooLong, detail)));
        }

        // Last, because a yes may take the only probe of a resting endpoint.
        var availability = _availability.ForBid();
        if (availability.Reason is { } reason)
            return ValueTask.FromResult(BidReply.None(new NoBid(Definition.Id, reason, _failure.NotAvailable(availability), availability.Until)));
        return ValueTask.FromResult(BidReply.Of(BidEstimator.Estimate(Definition, invitation.TrackRecord, inputTokens, invitation.SchemaShape, invitation.TrackRecordVersion)));
    }

    /// <inheritdoc/>
    public async Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var context = new ModelCallContext(call.IdempotencyKey, call.TimeLimit, _time) 
        {
            MicrotaskId = call.MicrotaskId, BidderId = Definition.Id, ConstrainsOutput = _request.Constrains(call.Payload),
        };
        var availability = _availability.ForCall();
        if (!availability.IsAvailable)
            return _failure.Of(context, availability);
        if (call.TimeLimit <= TimeSpan.Zero)
            return _failure.Of(context, AttemptOutcome.TimedOut, "had no time left and was not asked");

        using var limit = new CancellationTokenSource(call.TimeLimit, _time);
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token) : null;
        context.Enter();
        ModelReply reply;
        try
        {
            var response = await _client.GetResponseAsync(_request.Messages(call.Payload, call.Rejected), _request.Options(call.Payload), (either ?? limit).Token);
            reply = ModelAnswer.Of(response).ToReply(context, _failure, _options.MaxOutputTokens);
        }
        catch (Exception exception)
        {
            // Whatever the SDK throws is told as an outcome: a failing endpoint must never fail the orchestration.
            var late = limit.IsCancellationRequested;
            var answer = context.Status == 200 && !late ? ModelAnswer.Leniently(context.Body) : null;
            reply = answer?.ToReply(context, _failure, _options.MaxOutputTokens)
                ?? _failure.Of(context.Failure ?? exception, context, call.TimeLimit, late, cancellationToken.IsCancellationRequested);
        }

        ProviderTelemetry.Called(_endpoint, context.Requests);
        Record(reply.Outcome, context);
        return reply;
    }

    private int InputTokens(BidInvitation invitation)
    {
        if (_options.Instructions is not { } variant)
            return invitation.InputTokens;
        var replaced = variant.Contains(ModelPrompt.InstructionsPlaceholder, StringComparison.Ordinal) ? 0 : _counter.Count(invitation.Payload.Instructions);
        return Math.Max(0, invitation.InputTokens - replaced) + _variantTokens.Value;
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
