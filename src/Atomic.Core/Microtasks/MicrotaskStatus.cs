using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Microtasks;

/// <summary>Where a microtask stands, as callers see it.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<MicrotaskStatus>))]
public enum MicrotaskStatus
{
    /// <summary>Accepted and durable; bids are being collected.</summary>
    Running,

    /// <summary>Answered. Terminal.</summary>
    Succeeded,

    /// <summary>Every attempt that the award allowed has failed. Terminal.</summary>
    Failed,

    /// <summary>No bidder was eligible under the policy, so nothing was executed and nothing was spent. Terminal.</summary>
    NoAward,

    /// <summary>Cancelled by its caller. Terminal.</summary>
    Cancelled,
}
