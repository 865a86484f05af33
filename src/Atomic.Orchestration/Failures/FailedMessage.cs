namespace Atomic.Orchestration.Failures;

/// <summary>A queue message that was given up, without its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Queue">The queue that it came from.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="GivenUpAt">When it was given up.</param>
/// <param name="Bytes">Bytes of its text in UTF-8.</param>
public sealed record FailedMessage(string Id, string Queue, string Reason, int Tries, DateTimeOffset GivenUpAt, int Bytes);
