namespace Atomic.Providers.Resilience;

/// <summary>
/// Below the retries: counts requests, and reads each answer whole, within the request's time limit and up to a size. An answer that streams is left to
/// its reader, which has bounds of its own.
/// </summary>
/// <param name="maxResponseBytes">The longest answer that is read.</param>
/// <param name="time">The clock.</param>
internal sealed class MeteringHandler(int maxResponseBytes, TimeProvider time) : DelegatingHandler
{
    /// <summary>The default of the longest answer: far above what any output limit allows.</summary>
    public const int DefaultMaxResponseBytes = 8 * 1024 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ModelCallContext.Current;
        call?.RequestSent();
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (call?.Stream is not null && IsStream(response))
            {
                call.Answered((int)response.StatusCode, body: null, retryAfter: null);
                return response;
            }

            await response.Content.LoadIntoBufferAsync(maxResponseBytes, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            call?.Answered((int)response.StatusCode, body, RetryAfter.Read(response, time.GetUtcNow()));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // Whatever does not say that it is JSON is read as a stream where one was asked for: a body without an end must not be waited for.
    private static bool IsStream(HttpResponseMessage response) =>
        response.IsSuccessStatusCode && !string.Equals(response.Content.Headers.ContentType?.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);
}
