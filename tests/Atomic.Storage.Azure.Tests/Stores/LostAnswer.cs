using Azure.Core;
using Azure.Core.Pipeline;

namespace Atomic.Storage.Azure.Tests.Stores;

/// <summary>Lets one transaction reach the service and loses its answer, as a connection that breaks does.</summary>
internal sealed class LostAnswer : HttpPipelinePolicy
{
    private int _lost;

    public bool HasHappened => Volatile.Read(ref _lost) == 1;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.CompareExchange(ref _lost, 1, 0) == 0)
            throw new IOException("The connection broke before the answer.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
