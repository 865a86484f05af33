using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Queues;

/// <summary>What became of a queue job, and so what its host has to do with the message.</summary>
public abstract record QueueJobOutcome
{
    private QueueJobOutcome()
    {
    }

    /// <summary>The microtask has ended, however it ended: put the result on the output queue, then delete the message.</summary>
    /// <param name="Result">The result message, JSON of at most <see cref="QueueResultJson.MaxBytes"/>.</param>
    public sealed record Completed(string Result) : QueueJobOutcome;

    /// <summary>It failed for now: leave the message on the queue, so that it is delivered again.</summary>
    /// <param name="Problem">Why, without payload.</param>
    /// <param name="Cause">What was thrown, for the log; null where nothing was.</param>
    public sealed record Retry(Problem Problem, Exception? Cause = null) : QueueJobOutcome;

    /// <summary>There is no use in trying again, and the message is kept as a <see cref="PoisonMessage"/>: put the result on the output queue, then delete the message.</summary>
    /// <param name="Problem">Why, without payload.</param>
    /// <param name="Result">The result message, which tells the submitter.</param>
    public sealed record Poisoned(Problem Problem, string Result) : QueueJobOutcome;
}
