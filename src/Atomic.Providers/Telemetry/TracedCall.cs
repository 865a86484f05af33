using System.Diagnostics;
using Atomic.Providers.Resilience;

namespace Atomic.Providers.Telemetry;

/// <summary>
/// Directly below the OpenTelemetry client: says on its span whose call it is, and keeps from it what an exception says. Endpoints quote prompts
/// and keys in their errors, and the OpenTelemetry client writes messages of exceptions into spans and logs.
/// </summary>
internal static class TracedCall
{
    /// <summary>Makes the call.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="call">The call.</param>
    /// <exception cref="ModelCallFailedException">It failed; the context has the exception.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        var context = ModelCallContext.Current;
        var span = Activity.Current;
        span?.SetTag("atomic.microtask.id", context?.MicrotaskId).SetTag("atomic.bidder", context?.BidderId);
        try
        {
            return await call();
        }
        catch (Exception failure) when (context is not null && failure is not OperationCanceledException)
        {
            context.Failure = failure;
            throw new ModelCallFailedException();
        }
        finally
        {
            span?.SetTag("atomic.attempt.requests", context?.Requests).SetTag("http.response.status_code", context?.Status);
        }
    }
}
