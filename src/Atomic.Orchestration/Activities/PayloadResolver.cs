using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Activities;

/// <summary>Gets a payload by its reference.</summary>
/// <param name="payloads">Where the large ones are.</param>
public sealed class PayloadResolver(IPayloadStore payloads)
{
    /// <summary>The payload.</summary>
    /// <param name="reference">Its reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException">The store no longer has it.</exception>
    public async ValueTask<MicrotaskPayload> ResolveAsync(PayloadReference reference, CancellationToken cancellationToken) =>
        await FindAsync(reference, cancellationToken)
            ?? throw new AtomicException(ErrorCodes.Internal, $"Payload {reference.Hash} is gone from the payload store; submit the microtask again.");

    /// <summary>The payload, or null where the store no longer has it.</summary>
    /// <param name="reference">Its reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<MicrotaskPayload?> FindAsync(PayloadReference reference, CancellationToken cancellationToken)
    {
        if (reference.Inline is { } inline)
            return inline;
        return await payloads.GetAsync(reference.Hash, cancellationToken) is { } content
            ? JsonSerializer.Deserialize(content.Span, OrchestrationJson.Default.MicrotaskPayload)
            : null;
    }
}
