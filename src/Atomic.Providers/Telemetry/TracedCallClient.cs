using System.Diagnostics;
using Atomic.Providers.Resilience;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Telemetry;

/// <summary>
/// Directly below the OpenTelemetry client: says on its span whose call it is, and keeps from it what an exception says. Endpoints quote prompts
/// and keys in their errors, and the OpenTelemetry client writes messages of exceptions into spans and logs.
/// </summary>
/// <param name="inner">The model's client.</param>
internal sealed class TracedCallClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallContext.Current;
        var span = Activity.Current;
        span?.SetTag("atomic.microtask.id", call?.MicrotaskId).SetTag("atomic.bidder", call?.BidderId);
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception failure) when (call is not null && failure is not OperationCanceledException)
        {
            call.Failure = failure;
            throw new ModelCallFailedException();
        }
        finally
        {
            span?.SetTag("atomic.attempt.requests", call?.Requests).SetTag("http.response.status_code", call?.Status);
        }
    }
}
