using Atomic.Core.Embeddings;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Embedders;

/// <summary>The embedding generator that the host has registered. It may compute within this process, ignore cancellation and throw anything: it is waited for no longer than the time limit.</summary>
/// <param name="options">What holds of it; they passed their check.</param>
/// <param name="generator">The generator.</param>
/// <param name="time">The clock.</param>
internal sealed class HostEmbeddings(HostEmbedderOptions options, IEmbeddingGenerator<string, Embedding<float>> generator, TimeProvider time) : IEmbeddingSource
{
    /// <inheritdoc/>
    public Bidder Definition { get; } = new()
    {
        Id = options.Id,
        Model = options.Model,
        Source = BidderSource.OpenAiCompatible,
        Operation = Operation.Embeddings,
        Region = options.Region,
        Tags = [.. options.Tags],
        Kinds = [.. options.Kinds],
        Price = new TokenPrice(options.Price.InputUsdPerMTok ?? 0, 0, options.Price.RequestUsd),
        MaxInputTokens = options.MaxInputTokens,
        MaxOutputTokens = 0,
    };

    /// <inheritdoc/>
    public async Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(call.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var token = either.Token;
            var generated = await Task.Run(() => generator.GenerateAsync([call.Text], cancellationToken: token), token).WaitAsync(token);
            var vector = generated is [var only] ? VectorProjection.Of(options.Model, only.Vector.Span) : null;
            return Reply(started, vector is null ? "gave no vector, or one of no direction" : null) with { Vector = vector, InputTokens = TokensOf(generated.Usage) };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Reply(started, $"had not answered after {call.TimeLimit.TotalSeconds:0.###} s");
        }
        catch (Exception failure)
        {
            // What it says may quote the text, or a key.
            return Reply(started, $"failed ({failure.GetType().Name})");
        }
    }

    private EmbedderReply Reply(long started, string? failure) => new()
    {
        Detail = failure is null ? null : $"The host's embedding generator '{options.Id}' {failure}.",
        WasSent = true,
        MayBeBilled = true,
        LatencySeconds = time.GetElapsedTime(started).TotalSeconds,
    };

    private static int? TokensOf(UsageDetails? usage) => usage?.InputTokenCount is { } tokens and >= 0 and <= int.MaxValue ? (int)tokens : null;
}
