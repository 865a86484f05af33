using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Decisions;

/// <summary>From what the house learns how good an answer is.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<Signal>))]
public enum Signal
{
    /// <summary>Somebody said so: the caller, or whoever the caller asked.</summary>
    Feedback,

    /// <summary>A verifier held the answer against what is known to be right.</summary>
    Verifier,

    /// <summary>A model judged it.</summary>
    Judge,

    /// <summary>The answer met its output schema, or did not.</summary>
    Schema,

    /// <summary>Two bidders gave the same answer, or not.</summary>
    Agreement,
}
