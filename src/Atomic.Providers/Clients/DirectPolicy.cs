using System.ClientModel.Primitives;

namespace Atomic.Providers.Clients;

/// <summary>A pipeline policy that does nothing: in place of the SDK's retries, which would multiply with ours, and of a key where none is sent.</summary>
internal sealed class DirectPolicy : AuthenticationPolicy
{
    /// <summary>The only instance; it has no state.</summary>
    public static DirectPolicy Instance { get; } = new();

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNext(message, pipeline, currentIndex);

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNextAsync(message, pipeline, currentIndex);
}
