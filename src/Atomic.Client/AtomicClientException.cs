using System.Net;

namespace Atomic.Client;

/// <summary>A call that did not do what it was asked: refused by the server, or never answered. The message says what happened and what to do.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">The sentence.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class AtomicClientException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>No connection could be made, or it broke, and every retry met the same.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>What answered does not answer as Atomic does.</summary>
    public const string UnexpectedAnswer = "unexpected-answer";

    /// <summary>The answer is not the value that was asked for.</summary>
    public const string OutputMismatch = "output-mismatch";

    /// <summary>A value was asked of a microtask that has no answer.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The microtask had not ended within <see cref="AtomicClientOptions.RunTimeout"/>; it goes on.</summary>
    public const string RunTimeout = "run-timeout";

    /// <summary>A streamed answer broke off.</summary>
    public const string StreamBroken = "stream-broken";

    /// <summary>The stable code: one of this class, or the server's own, for instance <c>unknown-kind</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The offending place in the request as a JSON Pointer; null where it has none.</summary>
    public string? Pointer { get; init; }

    /// <summary>The microtask that it is about; null where none was accepted.</summary>
    public string? MicrotaskId { get; init; }

    /// <summary>How long the server asked to wait; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
