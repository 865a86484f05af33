namespace Atomic.Core.Errors;

/// <summary>The stable codes of problems. They are the last part of RFC 9457 <c>type</c> URIs (<c>urn:atomic:problem:CODE</c>) and never change meaning.</summary>
public static class ErrorCodes
{
    /// <summary>The body is not JSON, or not UTF-8.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>A field that is not part of the request.</summary>
    public const string UnknownField = "unknown-field";

    /// <summary>A field of the wrong type, out of its range, or missing.</summary>
    public const string InvalidField = "invalid-field";

    /// <summary>The body is over the limit.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>The policy contradicts itself, or no bid could ever meet it.</summary>
    public const string ImpossiblePolicy = "impossible-policy";

    /// <summary>The output schema cannot be used.</summary>
    public const string InvalidSchema = "invalid-schema";

    /// <summary>No bidder does microtasks of this kind.</summary>
    public const string UnknownKind = "unknown-kind";

    /// <summary>The market has no bidders at all.</summary>
    public const string EmptyMarket = "empty-market";

    /// <summary>The market's configuration cannot be used.</summary>
    public const string InvalidMarket = "invalid-market";

    /// <summary>There is nothing of that id: no such microtask, no such message.</summary>
    public const string NotFound = "not-found";

    /// <summary>The idempotency key was used before with another body.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>What is asked for is in a state in which this cannot be done.</summary>
    public const string Conflict = "conflict";

    /// <summary>The server has as much work as it takes; try again later.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The server is shutting down; the microtask is kept and goes on after the restart.</summary>
    public const string ShuttingDown = "shutting-down";

    /// <summary>Another process has the database open.</summary>
    public const string DatabaseLocked = "database-locked";

    /// <summary>The database was written by a newer version.</summary>
    public const string DatabaseTooNew = "database-too-new";

    /// <summary>The storage account that keeps state does not serve: no connection, no access, or too much work.</summary>
    public const string StorageUnavailable = "storage-unavailable";

    /// <summary>The orchestration code no longer matches the recorded history.</summary>
    public const string NonDeterministic = "non-deterministic";

    /// <summary>A configuration value is missing or out of range.</summary>
    public const string InvalidConfiguration = "invalid-configuration";

    /// <summary>Something that should not happen did; the log has the details.</summary>
    public const string Internal = "internal";
}
