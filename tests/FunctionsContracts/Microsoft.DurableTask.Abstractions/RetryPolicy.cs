namespace Microsoft.DurableTask;

public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1.0, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
    {
        // The real one refuses these; a policy that it would refuse must not pass a test here.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval < firstRetryInterval)
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval));
        (MaxNumberOfAttempts, FirstRetryInterval, BackoffCoefficient) = (maxNumberOfAttempts, firstRetryInterval, backoffCoefficient);
        (MaxRetryInterval, RetryTimeout) = (maxRetryInterval ?? TimeSpan.FromHours(1), retryTimeout ?? Timeout.InfiniteTimeSpan);
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }
}
