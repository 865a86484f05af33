using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>How far a microtask has come, finer than its status.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<ExplanationStage>))]
public enum ExplanationStage
{
    /// <summary>Bids are being collected.</summary>
    Bidding,

    /// <summary>The bids are there; the auction has not been cleared.</summary>
    AwaitingAward,

    /// <summary>The award is made; the next attempt has not been started.</summary>
    AwaitingAttempt,

    /// <summary>An attempt is under way.</summary>
    Attempting,

    /// <summary>It has ended; bid and actual have not been settled.</summary>
    AwaitingSettlement,

    /// <summary>It has ended, and nothing is left to settle.</summary>
    Complete,
}
