namespace Atomic.Replay.Behaviours;

/// <summary>What goes wrong with a request.</summary>
internal enum ReplayFault
{
    None,
    Hang,
    Error,
    RateLimit,
    MalformedBody,
    MalformedOutput,
}
