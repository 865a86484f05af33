using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Plans;

/// <summary>When answers in free text count as equal, for plans that compare answers.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<TextAgreement>))]
public enum TextAgreement
{
    /// <summary>They are equal but for case, white space, the width of letters, typographic quotes and dashes, and punctuation around them.</summary>
    Normalized,

    /// <summary>They are equal character by character.</summary>
    Exact,

    /// <summary>Never.</summary>
    None,
}
