namespace Atomic.Orchestration.Queues;

/// <summary>A message taken from a queue, to be worked off.</summary>
/// <param name="Queue">The queue that it came from.</param>
/// <param name="Id">The queue's own id of the message; the same each time it is delivered.</param>
/// <param name="Text">Its text, decoded.</param>
/// <param name="Tries">How often it was delivered by now, this time included; 1 or more.</param>
public sealed record QueueJob(string Queue, string Id, string Text, int Tries);
