using System.ClientModel;
using System.ClientModel.Primitives;
using Atomic.Providers.Embeddings;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace Atomic.Providers.Clients;

/// <summary>An embedding model behind the OpenAI protocol, in the way of <see cref="ProtocolChatClient"/>: the vectors are left in the call's context.</summary>
/// <param name="client">The SDK's client.</param>
/// <param name="metadata">Which model, where.</param>
internal sealed class ProtocolEmbeddingGenerator(EmbeddingClient client, EmbeddingGeneratorMetadata metadata) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <inheritdoc/>
    /// <returns>The usage, for the spans around this; the vectors are in the call's context, as they came.</returns>
    /// <exception cref="ModelCallFailedException">The answer is none; the call's context says why.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallContext.Current ?? throw new InvalidOperationException("No model call has been entered.");
        using var content = BinaryContent.Create(call.Request);
        await client.GenerateEmbeddingsAsync(content, new RequestOptions { CancellationToken = cancellationToken });
        call.Embeddings = EmbeddingAnswer.Read(call.Body, call.Texts, out var fault);
        if (call.Embeddings is not { } answer)
        {
            call.Fault = fault;
            throw new ModelCallFailedException();
        }

        return new GeneratedEmbeddings<Embedding<float>> { Usage = new UsageDetails { InputTokenCount = answer.InputTokens } };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connections are the endpoint's.
    }
}
