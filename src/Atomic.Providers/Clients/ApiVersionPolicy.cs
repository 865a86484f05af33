using System.ClientModel.Primitives;

namespace Atomic.Providers.Clients;

/// <summary>Adds Azure's <c>api-version</c> to each request's URL.</summary>
/// <param name="apiVersion">The version, for instance <c>2024-10-21</c>.</param>
internal sealed class ApiVersionPolicy(string apiVersion) : PipelinePolicy
{
    private readonly string _query = "?api-version=" + Uri.EscapeDataString(apiVersion);

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        AddVersion(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        AddVersion(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void AddVersion(PipelineMessage message) =>
        message.Request.Uri = new Uri(message.Request.Uri!.GetLeftPart(UriPartial.Path) + _query);
}
