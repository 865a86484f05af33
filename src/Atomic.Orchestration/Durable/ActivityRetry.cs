namespace Atomic.Orchestration.Durable;

/// <summary>How an activity that throws is tried again by the host. Expected failures are results, not exceptions.</summary>
/// <param name="MaxAttempts">How often it runs at most, 1 to 10.</param>
/// <param name="FirstDelay">The wait before the second time; positive.</param>
/// <param name="Backoff">The factor from wait to wait, at least 1.</param>
/// <param name="MaxDelay">The longest wait.</param>
public sealed record ActivityRetry(int MaxAttempts, TimeSpan FirstDelay, double Backoff, TimeSpan MaxDelay)
{
    /// <summary>Three times, after 100 ms and 200 ms.</summary>
    public static ActivityRetry Default { get; } = new(3, TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromSeconds(5));

    /// <summary>Once: what it is for can be done without.</summary>
    public static ActivityRetry Once { get; } = Default with { MaxAttempts = 1 };

    /// <summary>The wait after the given failed run.</summary>
    /// <param name="attempt">1 for the first.</param>
    public TimeSpan DelayAfter(int attempt) =>
        TimeSpan.FromTicks(Math.Min(MaxDelay.Ticks, (long)(FirstDelay.Ticks * Math.Pow(Backoff, attempt - 1))));
}
