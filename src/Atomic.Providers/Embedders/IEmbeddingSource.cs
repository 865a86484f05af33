using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Embedders;

/// <summary>What embeds a text: a configured bidder's endpoint, or the host's own generator.</summary>
internal interface IEmbeddingSource
{
    /// <summary>What policies, prices and records know of it.</summary>
    Bidder Definition { get; }

    /// <summary>Embeds a text within its time limit. Failures are replies.</summary>
    /// <param name="call">What to embed.</param>
    /// <param name="cancellationToken">The host's.</param>
    Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken);
}
