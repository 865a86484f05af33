namespace Atomic.Providers.Resilience;

/// <summary>Puts the call's <c>Idempotency-Key</c> on its request, once, above the retries.</summary>
internal sealed class CallHeadersHandler : DelegatingHandler
{
    /// <summary>The header's name.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ModelCallContext.Current is { } call)
            request.Headers.TryAddWithoutValidation(IdempotencyKey, call.IdempotencyKey);
        return base.SendAsync(request, cancellationToken);
    }
}
