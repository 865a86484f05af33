using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Atomic.Client.Transport;

/// <summary>
/// The one place where requests are sent again: what never arrived always, what may have arrived only where sending it twice is harmless (it changes
/// nothing, or it carries an <c>Idempotency-Key</c>). A server that puts a request off says when to come back, and is taken at its word.
/// </summary>
/// <param name="options">How often, and how long to wait at most.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryHandler(AtomicClientOptions options, TimeProvider time) : DelegatingHandler
{
    /// <summary>The header that makes sending a request again harmless.</summary>
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isHarmless = request.Method != HttpMethod.Post || request.Headers.Contains(IdempotencyKeyHeader);
        for (var tries = 0; ; tries++)
        {
            TimeSpan delay;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (tries >= options.MaxRetries || !IsPutOff(response, isHarmless))
                    return response;
                delay = Asked(response.Headers.RetryAfter) ?? Backoff(tries);

                // Longer than this client waits: the caller is told when instead.
                if (delay > options.MaxRetryDelay)
                    return response;
                response.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or SocketException && tries < options.MaxRetries && (isHarmless || NeverArrived(failure)))
            {
                delay = Backoff(tries);
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }

    // 503 and 429 say that nothing was done, unless the server says that it would be the same again; a gateway that gave up waiting says nothing of it.
    private static bool IsPutOff(HttpResponseMessage response, bool isHarmless) => response.StatusCode switch
    {
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests =>
            !response.Headers.NonValidated.TryGetValues("x-should-retry", out var advice) || !advice.Contains("false", StringComparer.Ordinal),
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => isHarmless,
        _ => false,
    };

    // HttpClient lets a SocketException through as it is where a connection breaks in the moment between being made and being used.
    private static bool NeverArrived(Exception failure) => failure is SocketException
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private TimeSpan? Asked(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta)
            return delta;
        return header?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - time.GetUtcNow()).Ticks)) : null;
    }

    // Jitter under a doubling bound, so that callers who failed together do not come back together.
    private TimeSpan Backoff(int tries)
    {
        var bound = FirstDelay * Math.Pow(2, tries);
        return (bound < options.MaxRetryDelay ? bound : options.MaxRetryDelay) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
