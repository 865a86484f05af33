using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;
using Atomic.Providers.Streaming;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Bidders;

/// <summary>A model that answers.</summary>
internal sealed class ChatOperation : IModelOperation
{
    private readonly BidderOptions _options;
    private readonly IChatClient _client;
    private readonly ChatBody _body;
    private readonly StreamLimits _limits;
    private readonly ModelFailure _failure;
    private readonly PromptLength _length;
    private readonly TokenCounter _counter;
    private readonly TimeProvider _time;
    private readonly bool _recordsPayloads;

    /// <summary>A model.</summary>
    /// <param name="options">The bidder's options.</param>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="failure">Tells of failures.</param>
    /// <param name="length">How long its prompts are.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="time">The clock.</param>
    public ChatOperation(BidderOptions options, ModelEndpoint endpoint, ModelFailure failure, PromptLength length, TokenCounter counter, TimeProvider time)
    {
        (_options, _failure, _length, _counter, _time) = (options, failure, length, counter, time);
        _client = endpoint.CreateChatClient(options.Model);
        _body = new ChatBody(options, endpoint.UsesMaxTokens);
        _limits = new StreamLimits(endpoint.StreamIdle);
        _recordsPayloads = endpoint.RecordsPayloads;
    }

    /// <inheritdoc/>
    public string? GapOf(MicrotaskPayload payload) => ChatSupport.GapOf(_options, payload);

    /// <inheritdoc/>
    /// <remarks>Each choice is written, and billed, by itself; the prompt is read once.</remarks>
    public Bidder For(Bidder bidder, MicrotaskPayload payload)
    {
        if (payload.Parameters is null)
            return bidder;
        var asked = ChatParameters.Of(payload);
        return bidder with
        {
            MaxOutputTokens = _body.OutputLimit(asked),
            Price = bidder.Price with { OutputUsdPerMTok = bidder.Price.OutputUsdPerMTok * asked.Choices },
        };
    }

    /// <inheritdoc/>
    public ModelCallContext Prepare(ModelCall call, QuotaLease? lease)
    {
        var asked = ChatParameters.Of(call.Payload);
        return new ModelCallContext(call.IdempotencyKey, call.TimeLimit, _time)
        {
            MicrotaskId = call.MicrotaskId,
            BidderId = _options.Id,
            Request = _body.Write(call.Payload, asked, stream: call.Sink is not null, call.Rejected, call.Demonstrations),
            ConstrainsOutput = _body.Constrains(call.Payload),
            Stream = call.Sink is { } sink ? new AnswerStream(sink, asked.Choices, _limits, _time) : null,
            Lease = lease,
        };
    }

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelCall call, ModelCallContext context, CancellationToken cancellationToken)
    {
        // For the spans around the client alone; what is sent is the context's.
        List<ChatMessage> told = _recordsPayloads ? ModelPrompt.Messages(call.Payload, _options.Instructions, _body.HasSchemaInPrompt(call.Payload), call.Demonstrations) : [];
        if (_recordsPayloads)
            told.AddRange(ModelReask.Messages(call.Rejected));
        var asked = ChatParameters.Of(call.Payload);
        var limit = _body.OutputLimit(asked);
        await _client.GetResponseAsync(told, new ChatOptions { MaxOutputTokens = limit }, cancellationToken);

        var answer = context.Answer!;
        var fault = AnswerJudgement.FaultOf(answer, asked, call.Payload.OutputSchema is not null, limit);
        if (fault is null && context is { Stream: { } stream, Body: not null })
            await stream.PassOnAsync(answer, cancellationToken);
        var reply = fault is { } found ? _failure.Of(context, found) : Success(answer, call.Payload, context);
        return WithUsage(reply, answer) with
        {
            FinishReason = answer.FinishReason,
            Streamed = context.Stream?.HasPassedOn == true,
            ServedModel = answer.ServedModel,
        };
    }

    /// <inheritdoc/>
    public ModelReply WithRest(ModelReply reply, ModelCall call, ModelCallContext context)
    {
        if (context.Stream is not { } stream)
            return reply;
        var output = (int)Math.Min(int.MaxValue, stream.Answer.Texts.Sum(text => (long)_counter.Count(text)));
        reply = reply with { Streamed = stream.HasPassedOn, ServedModel = stream.Answer.ServedModel };
        if (stream.Answer is var told && told.Tokens("prompt_tokens") is { } input && told.Tokens("completion_tokens") is { } billed)
            return reply with { InputTokens = input, OutputTokens = billed };
        return output == 0 && !stream.HasPassedOn
            ? reply
            : reply with { InputTokens = _length.Of(call), OutputTokens = output, TokensAreEstimated = true };
    }

    // What a text is without usage, its characters say; of anything else nobody else can tell how long it is.
    private ModelReply WithUsage(ModelReply reply, ModelAnswer answer) => answer.OutputTokens is null && reply.Output is { } output
        ? reply with { InputTokens = answer.InputTokens, OutputTokens = _counter.Count(output.GetRawText()), TokensAreEstimated = true }
        : reply with { InputTokens = answer.InputTokens, OutputTokens = answer.OutputTokens };

    private static ModelReply Success(ModelAnswer answer, MicrotaskPayload payload, ModelCallContext context)
    {
        var output = AnswerJudgement.OutputOf(answer, payload);
        return new ModelReply
        {
            Outcome = AttemptOutcome.Succeeded,
            Text = output is null ? answer.Text : null,
            Output = output,
            Requests = context.Requests,
            LatencySeconds = context.Elapsed.TotalSeconds,
        };
    }
}
