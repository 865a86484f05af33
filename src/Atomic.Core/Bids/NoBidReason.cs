using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Bids;

/// <summary>Why a bidder does not bid.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<NoBidReason>))]
public enum NoBidReason
{
    /// <summary>It does not do microtasks of this kind.</summary>
    WrongKind,

    /// <summary>It does another operation: it makes embeddings and an answer is asked for, or the other way round.</summary>
    WrongOperation,

    /// <summary>It does not answer in JSON, and the microtask has an output schema.</summary>
    NoStructuredOutput,

    /// <summary>It does not take what the request asks for beside the messages, for instance tools.</summary>
    UnsupportedRequest,

    /// <summary>It has as much work as it may have, or its quota for the minute is used up; until a time where that is known.</summary>
    AtCapacity,

    /// <summary>The policy denies it, or allows only others. It was never asked.</summary>
    NotAllowed,

    /// <summary>Its region may not see the data. It was never asked.</summary>
    WrongRegion,

    /// <summary>It lacks a tag that the policy requires. It was never asked.</summary>
    MissingTag,

    /// <summary>The input is longer than it takes.</summary>
    InputTooLong,

    /// <summary>Its endpoint asked callers to stay away until a time that has not come.</summary>
    RateLimited,

    /// <summary>Its endpoint failed repeatedly and rests until a time that has not come.</summary>
    Unavailable,

    /// <summary>It has not learned enough to bid, or does not recognise the input.</summary>
    NotLearned,

    /// <summary>It did not answer within the time limit for bids.</summary>
    TimedOut,

    /// <summary>Bidding failed.</summary>
    Failed,

    /// <summary>Its bid had figures that no bid can have (not a number, infinite, negative, an interval upside down).</summary>
    InvalidBid,
}
