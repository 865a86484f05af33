namespace Atomic.Orchestration.Access;

/// <summary>Why an API key is refused. For the log: to whoever sent it, all are one.</summary>
public enum ApiKeyFault
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>No key has its id.</summary>
    Unknown,

    /// <summary>A key has its id, and another secret.</summary>
    WrongSecret,

    /// <summary>It has ended to be valid.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
