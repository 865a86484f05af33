namespace Atomic.Orchestration.Queues;

/// <summary>A queue message that could not be worked off, kept with the reason until someone retries or drops it.</summary>
public sealed record PoisonMessage
{
    /// <summary>Its id here: the queue's own message id.</summary>
    public required string Id { get; init; }

    /// <summary>The queue that it came from.</summary>
    public required string Queue { get; init; }

    /// <summary>Its text as it came, at most 64 KiB.</summary>
    public required string Text { get; init; }

    /// <summary>Why it failed the last time, in one sentence without payload.</summary>
    public required string Reason { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Tries { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset GivenUpAt { get; init; }
}
