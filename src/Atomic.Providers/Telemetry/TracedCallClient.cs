using Microsoft.Extensions.AI;

namespace Atomic.Providers.Telemetry;

/// <summary>Puts <see cref="TracedCall"/> around a model's client.</summary>
/// <param name="inner">The model's client.</param>
internal sealed class TracedCallClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        TracedCall.RunAsync(() => base.GetResponseAsync(messages, options, cancellationToken));
}
