using System.Net;
using System.Net.Sockets;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Atomic.Providers.Resilience;

/// <summary>
/// The one place of retries: an endpoint's pipeline of retry (outside) and the time limit of one request (inside), built once and shared by its calls.
/// The call's own time limit is its cancellation token, since it also covers what happens outside of HTTP.
/// Retried is what cannot have been billed: no connection, 408, 502, 503, 504, 429. A request that timed out is not: the model may be at work on it.
/// </summary>
internal static class EndpointPipeline
{
    /// <summary>A longer wait than that is not slept on: the attempt ends, and another bidder gets the work.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>The pipeline of an endpoint.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="time">The clock.</param>
    public static ResiliencePipeline<HttpResponseMessage> Create(EndpointOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMs),
                MaxDelay = LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = false,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthRetrying(arguments, options.MaxRetries)),
                DelayGenerator = static _ => ValueTask.FromResult(ModelCallContext.Current?.RetryAfter),
            });
        }

        return builder.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds) }).Build();
    }

    /// <summary>Whether no connection was established: the request cannot have reached the endpoint.</summary>
    /// <param name="exception">What the transport threw.</param>
    public static bool IsConnectFailure(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => true,
        OperationCanceledException { InnerException: TimeoutException } => true, // SocketsHttpHandler.ConnectTimeout
        SocketException => true, // let through as it is where the connection breaks in the moment between being made and being used
        _ => false,
    };

    private static bool IsWorthRetrying(RetryPredicateArguments<HttpResponseMessage> arguments, int maxRetries)
    {
        var transient = arguments.Outcome.Result is { } response
            ? response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            : IsConnectFailure(arguments.Outcome.Exception) && arguments.Outcome.Exception is not TimeoutRejectedException;
        if (!transient || ModelCallContext.Current is not { } call)
            return transient;

        if ((call.RetryAfter ?? TimeSpan.Zero) > LongestWait || (call.RetryAfter ?? TimeSpan.Zero) >= call.Remaining)
            return false;

        // A retry is one more request to the quotas. After the last one none follows, so that nothing is taken for it.
        return arguments.AttemptNumber >= maxRetries || call.Lease?.TryRepeat() != false;
    }
}
