using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Decisions;

/// <summary>How an attempt ended.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<AttemptOutcome>))]
public enum AttemptOutcome
{
    /// <summary>A valid answer.</summary>
    Succeeded,

    /// <summary>No answer within the time that was left.</summary>
    TimedOut,

    /// <summary>The endpoint is out of capacity or quota (HTTP 429).</summary>
    RateLimited,

    /// <summary>The endpoint cannot be reached.</summary>
    Unreachable,

    /// <summary>The endpoint answered with an error of its own (HTTP 5xx).</summary>
    ServerError,

    /// <summary>The endpoint refused the request (HTTP 4xx): configuration, authentication, size.</summary>
    Rejected,

    /// <summary>The endpoint's answer is not one of the protocol.</summary>
    MalformedResponse,

    /// <summary>The answer is empty, or does not meet the output schema.</summary>
    InvalidOutput,

    /// <summary>The model or its content filter declined.</summary>
    Declined,

    /// <summary>The microtask was cancelled meanwhile.</summary>
    Cancelled,

    /// <summary>Something else failed; the detail says what.</summary>
    Failed,
}
