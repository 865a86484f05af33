using Atomic.Orchestration.Durable;
using Microsoft.DurableTask;

namespace Atomic.Functions.Orchestrations;

/// <summary>How Durable Task tries again what threw: with durable timers, so that the waits outlive the worker.</summary>
internal static class RetryOptions
{
    /// <summary>The options; null where nothing is tried again.</summary>
    /// <param name="retry">How it is tried again; null: not at all.</param>
    public static TaskOptions? Of(ActivityRetry? retry)
    {
        if (retry is null)
            return null;
        var longest = retry.MaxDelay < retry.FirstDelay ? retry.FirstDelay : retry.MaxDelay;
        return TaskOptions.FromRetryPolicy(new RetryPolicy(retry.MaxAttempts, retry.FirstDelay, retry.Backoff, longest));
    }
}
