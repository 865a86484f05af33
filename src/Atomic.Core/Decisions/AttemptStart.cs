namespace Atomic.Core.Decisions;

/// <summary>An attempt that was started, whether or not it has ended.</summary>
/// <param name="Step">0 for the award's first step.</param>
/// <param name="At">When it was made durable.</param>
/// <param name="Deliveries">How often it was started: more than 1 only where a crash cut it off, and then the endpoint may have been asked twice, under the same key.</param>
public sealed record AttemptStart(int Step, DateTimeOffset At, int Deliveries)
{
    /// <summary>1 for the first asking of the step, 2 where its bidder was asked again with the faults of its first answer.</summary>
    public int Ask { get; init; } = 1;
}
