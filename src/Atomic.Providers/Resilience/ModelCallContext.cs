using Atomic.Providers.Chat;
using Atomic.Providers.Embeddings;
using Atomic.Providers.Quotas;
using Atomic.Providers.Streaming;

namespace Atomic.Providers.Resilience;

/// <summary>
/// What one model call carries past the SDK, down to the HTTP handlers, and what they report back. It travels in the execution context
/// because the SDK has no way to pass it on; it is entered inside an async method, so it never leaks to the caller.
/// </summary>
/// <param name="idempotencyKey">The value of <c>Idempotency-Key</c>, the same over retries.</param>
/// <param name="timeLimit">The call's time limit, retries included.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelCallContext(string idempotencyKey, TimeSpan timeLimit, TimeProvider time)
{
    private static readonly AsyncLocal<ModelCallContext?> Ambient = new();

    private readonly long _started = time.GetTimestamp();

    /// <summary>The call that is being executed here; null outside of one.</summary>
    public static ModelCallContext? Current => Ambient.Value;

    /// <summary>The value of <c>Idempotency-Key</c>.</summary>
    public string IdempotencyKey { get; } = idempotencyKey;

    /// <summary>The microtask's id, for the call's span; null where it has none.</summary>
    public string? MicrotaskId { get; init; }

    /// <summary>The bidder's id, for the call's span; null where it has none.</summary>
    public string? BidderId { get; init; }

    /// <summary>The body of the request.</summary>
    public required BinaryData Request { get; init; }

    /// <summary>Reads the answer while it arrives; null where it is read whole. The endpoint is asked to stream where it is there.</summary>
    public AnswerStream? Stream { get; init; }

    /// <summary>How many texts are sent to be embedded.</summary>
    public int Texts { get; init; } = 1;

    /// <summary>The call's share of the quotas; null where there are none.</summary>
    public QuotaLease? Lease { get; init; }

    /// <summary>The chat's answer; null while there is none.</summary>
    public ModelAnswer? Answer { get; set; }

    /// <summary>The embeddings; null while there are none.</summary>
    public EmbeddingAnswer? Embeddings { get; set; }

    /// <summary>What is wrong with what was answered; null where nothing is.</summary>
    public AnswerFault? Fault { get; set; }

    /// <summary>What the call threw, where it is kept from spans and logs; null otherwise.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Requests sent so far.</summary>
    public int Requests { get; private set; }

    /// <summary>The last request's HTTP status; null while it has not answered.</summary>
    public int? Status { get; private set; }

    /// <summary>The last answer's body; null while there is none, and where it is read while it arrives.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>How long the last answer asked to stay away; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Time since the call began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What is left of the time limit.</summary>
    public TimeSpan Remaining => timeLimit - Elapsed;

    /// <summary>Makes this the current call of the async method that calls it.</summary>
    public void Enter() => Ambient.Value = this;

    /// <summary>One more request is sent.</summary>
    public void RequestSent()
    {
        Requests++;
        (Status, Body, RetryAfter) = (null, null, null);
    }

    /// <summary>The last request was answered.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The whole body; null where it is read while it arrives.</param>
    /// <param name="retryAfter">How long to stay away; null where it was not said.</param>
    public void Answered(int status, byte[]? body, TimeSpan? retryAfter) => (Status, Body, RetryAfter) = (status, body, retryAfter);
}
