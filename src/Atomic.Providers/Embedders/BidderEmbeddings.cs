using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Embeddings;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Embedders;

/// <summary>A configured bidder that makes embeddings: its endpoint, credential, quotas, retries and availability are those of any of its calls.</summary>
/// <param name="bidder">The bidder.</param>
internal sealed class BidderEmbeddings(IBidder bidder) : IEmbeddingSource
{
    /// <inheritdoc/>
    public Bidder Definition => bidder.Definition;

    /// <inheritdoc/>
    public async Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken)
    {
        var reply = await bidder.ExecuteAsync(
            new ModelCall
            {
                MicrotaskId = call.MicrotaskId,
                Kind = call.Kind,
                Payload = new MicrotaskPayload(null, TextOf(call.Text), null) { Operation = Operation.Embeddings },
                IdempotencyKey = IdempotencyKeys.OfEmbedding(call.MicrotaskId),
                TimeLimit = call.TimeLimit,
            },
            cancellationToken);
        var vector = reply.Outcome == AttemptOutcome.Succeeded && FiguresOf(reply.Output) is { } figures ? VectorProjection.Of(Definition.Model, figures) : null;
        return new EmbedderReply
        {
            Vector = vector,
            Detail = vector is not null ? null : reply.Detail ?? "The endpoint gave a vector of no direction, or one that is too long.",
            WasSent = reply.Requests > 0,
            MayBeBilled = reply.Requests > 0 && MayBeBilled(reply.Outcome),
            InputTokens = reply.InputTokens,
            LatencySeconds = reply.LatencySeconds,
        };
    }

    // As for attempts: an endpoint that was never reached, or refused, bills nothing; one that accepted the text may have.
    private static bool MayBeBilled(AttemptOutcome outcome) =>
        outcome is AttemptOutcome.Succeeded or AttemptOutcome.TimedOut or AttemptOutcome.MalformedResponse or AttemptOutcome.Declined;

    private static JsonElement TextOf(string text)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(text, OrchestrationJson.Default.String));
        return JsonElement.ParseValue(ref reader);
    }

    private static float[]? FiguresOf(JsonElement? output)
    {
        var vector = output!.Value.GetProperty("data"u8)[0].GetProperty("embedding"u8);
        if (vector.ValueKind == JsonValueKind.String)
            return MemoryMarshal.Cast<byte, float>(vector.GetBytesFromBase64()).ToArray();
        var figures = new float[vector.GetArrayLength()];
        var place = 0;
        foreach (var figure in vector.EnumerateArray())
        {
            if (!figure.TryGetSingle(out figures[place++]))
                return null;
        }

        return figures;
    }
}
