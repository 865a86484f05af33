using Microsoft.Extensions.AI;

namespace Atomic.Providers.Telemetry;

/// <summary>Puts <see cref="TracedCall"/> around an embedding model's client.</summary>
/// <param name="inner">The model's client.</param>
internal sealed class TracedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <inheritdoc/>
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        TracedCall.RunAsync(() => base.GenerateAsync(values, options, cancellationToken));
}
