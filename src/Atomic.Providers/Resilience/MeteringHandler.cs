namespace Atomic.Providers.Resilience;

/// <summary>Below the retries: counts requests, and reads each answer whole, within the request's time limit and up to a size.</summary>
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
}
