using System.Buffers;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Embeddings;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Bidders;

/// <summary>A model that turns texts into vectors. It writes nothing, so that a bid's cost is that of its input, to the token.</summary>
internal sealed class EmbeddingOperation : IModelOperation
{
    private readonly BidderOptions _options;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _generator;
    private readonly TimeProvider _time;

    /// <summary>A model.</summary>
    /// <param name="options">The bidder's options.</param>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="time">The clock.</param>
    public EmbeddingOperation(BidderOptions options, ModelEndpoint endpoint, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _generator = endpoint.CreateEmbeddingGenerator(options.Model);
    }

    /// <inheritdoc/>
    public string? GapOf(MicrotaskPayload payload) => null;

    /// <inheritdoc/>
    public Bidder For(Bidder bidder, MicrotaskPayload payload) => bidder;

    /// <inheritdoc/>
    public ModelCallContext Prepare(ModelCall call, QuotaLease? lease) => new(call.IdempotencyKey, call.TimeLimit, _time)
    {
        MicrotaskId = call.MicrotaskId,
        BidderId = _options.Id,
        Request = EmbeddingBody.Write(_options.Model, call.Payload),
        Texts = EmbeddingBody.Texts(call.Payload.Input),
        Lease = lease,
    };

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelCall call, ModelCallContext context, CancellationToken cancellationToken)
    {
        await _generator.GenerateAsync([], cancellationToken: cancellationToken);
        var answer = context.Embeddings!;
        return new ModelReply
        {
            Outcome = AttemptOutcome.Succeeded,
            Output = OutputOf(answer),
            ServedModel = answer.ServedModel,
            InputTokens = answer.InputTokens,
            OutputTokens = 0,
            Requests = context.Requests,
            LatencySeconds = context.Elapsed.TotalSeconds,
        };
    }

    /// <inheritdoc/>
    public ModelReply WithRest(ModelReply reply, ModelCall call, ModelCallContext context) => reply;

    private static JsonElement OutputOf(EmbeddingAnswer answer)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            for (var index = 0; index < answer.Vectors.Count; index++)
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                json.WritePropertyName("embedding");
                answer.Vectors[index].WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
